import { getRouteApi } from '@tanstack/react-router'

import { PageHead } from '../../parts/page-head'
import { Tabs } from '../../parts/tabs'
import { words } from '../../words'
import { ParkedTab } from './parked-tab'
import { RefusedTab } from './refused-tab'
import { UndosTab } from './undos-tab'
import type { WorkTab } from './work-view'

const route = getRouteApi('/work')

/** What waits for a person, and what was turned away. */
export function WorkPage() {
  const view = route.useSearch()
  const navigate = route.useNavigate()
  const shown = view.tab ?? 'parked'
  const page = Number(view.page ?? '1')
  const show = (tab: WorkTab) => void navigate({ search: tab === 'parked' ? {} : { tab } })
  const toPage = (to: number) => {
    const tab = view.tab === undefined ? {} : { tab: view.tab }
    void navigate({ search: to > 1 ? { ...tab, page: String(to) } : tab })
  }
  const content = {
    parked: <ParkedTab page={page} onPage={toPage} />,
    refused: <RefusedTab page={page} onPage={toPage} />,
    undos: <UndosTab page={page} onPage={toPage} />,
  }
  const names: readonly WorkTab[] = ['parked', 'refused', 'undos']
  return (
    <>
      <PageHead title={words.work.title} />
      <Tabs
        label={words.work.tabList}
        tabs={names.map((name) => ({
          name,
          title: words.work.tabs[name],
          content: (
            <>
              <p className="hint spaced">{words.work.hint[name]}</p>
              {content[name]}
            </>
          ),
        }))}
        shown={shown}
        onShow={show}
      />
    </>
  )
}
