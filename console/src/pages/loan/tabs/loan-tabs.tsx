import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'

import type { Story } from '../../../api/answers/loans'
import { Tabs } from '../../../parts/tabs'
import { words } from '../../../words'
import type { LoanView, Tab } from '../loan-view'
import { StoryTab } from '../story/story-tab'
import { InvoicesTab } from './invoices-tab'
import { JournalTab } from './journal-tab'
import { ScheduleTab } from './schedule-tab'

interface LoanTabsProps {
  story: Story
  view: LoanView
  onEarlier: (() => void) | undefined
}

export function LoanTabs({ story, view, onEarlier }: LoanTabsProps) {
  const navigate = useNavigate()
  const show = (tab: Tab) =>
    void navigate({
      ...{ to: '/loans/$loanId', params: { loanId: story.loanId }, replace: true },
      ...{ search: tab === 'story' ? {} : { tab }, resetScroll: false },
    })
  const tabs: readonly [Tab, ReactNode][] = [
    ['story', <StoryTab key="story" story={story} opened={view.event} onEarlier={onEarlier} />],
    ...(story.schedule !== undefined && story.schedule.length > 0
      ? [['schedule', <ScheduleTab key="schedule" lines={story.schedule} />] as [Tab, ReactNode]]
      : []),
    ['invoices', <InvoicesTab key="invoices" story={story} />],
    ['journal', <JournalTab key="journal" story={story} />],
  ]
  return (
    <Tabs
      label={words.loan.tabList}
      tabs={tabs.map(([name, content]) => ({ name, title: words.loan.tabs[name], content }))}
      shown={view.tab ?? 'story'}
      onShow={show}
    />
  )
}
