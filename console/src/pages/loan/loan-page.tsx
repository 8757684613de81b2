import { getRouteApi } from '@tanstack/react-router'
import { Suspense, lazy } from 'react'

import type { Story } from '../../api/answers/loans'
import { Answered } from '../../parts/states/answered'
import { Loading } from '../../parts/states/loading'
import { Figures } from './figures'
import { LoanHead } from './loan-head'
import { LoanTabs } from './tabs/loan-tabs'
import { useLoan } from './use-loan'

const route = getRouteApi('/loans/$loanId')

/** The library that draws comes after the page: only this page and few others need it. */
const Balances = lazy(async () => ({
  default: (await import('./balances/balances')).Balances,
}))

export function LoanPage() {
  const { loanId } = route.useParams()
  const loan = useLoan(loanId)
  return <Answered query={loan}>{(story) => <Loan key={story.loanId} story={story} />}</Answered>
}

function Loan({ story }: { story: Story }) {
  return (
    <>
      <LoanHead story={story} />
      <Figures story={story} />
      <Suspense fallback={<Loading rows={4} />}>
        <Balances loanId={story.loanId} />
      </Suspense>
      <LoanTabs story={story} view={route.useSearch()} />
    </>
  )
}
