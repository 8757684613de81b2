import { getRouteApi } from '@tanstack/react-router'
import { Suspense, lazy } from 'react'

import type { Story } from '../../api/answers/loans'
import { Answered } from '../../parts/states/answered'
import { Loading } from '../../parts/states/loading'
import { Figures } from './figures'
import { LoanHead } from './loan-head'
import { LoanTabs } from './tabs/loan-tabs'
import { useLoan } from './use-loan'
import { useLoanPulse } from './use-loan-pulse'

const route = getRouteApi('/loans/$loanId')

/** The library that draws comes after the page: only this page and few others need it. */
const Balances = lazy(async () => ({
  default: (await import('./balances/balances')).Balances,
}))

export function LoanPage() {
  const { loanId } = route.useParams()
  const loan = useLoan(loanId)
  useLoanPulse(loanId)
  const earlier = loan.hasNextPage ? () => void loan.fetchNextPage() : undefined
  return (
    <Answered query={loan}>
      {(story) => story && <Loan key={story.loanId} story={story} onEarlier={earlier} />}
    </Answered>
  )
}

interface LoanProps {
  story: Story
  /** Asks for the events before those that are here; undefined where all are. */
  onEarlier: (() => void) | undefined
}

function Loan({ story, onEarlier }: LoanProps) {
  return (
    <>
      <LoanHead story={story} />
      <Figures story={story} />
      <Suspense fallback={<Loading rows={4} />}>
        <Balances loanId={story.loanId} />
      </Suspense>
      <LoanTabs story={story} view={route.useSearch()} onEarlier={onEarlier} />
    </>
  )
}
