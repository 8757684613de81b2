import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { useBusiness } from '../../../app/session/session-context'
import { ask } from '../../../api/queries'
import type { BalancePoint } from '../../../api/answers/loans'
import { isZero } from '../../../parts/money/amount'
import { StepChart } from '../../../parts/chart/step-chart'
import { Answered } from '../../../parts/states/answered'
import { words } from '../../../words'
import { BalancesTable } from './balances-table'
import { SERIES } from './series'
import { throughToday } from './through-today'

const { balances: said } = words.loan

/** What was owed on each day, from the disbursement on. */
export function Balances({ loanId }: { loanId: string }) {
  const balances = useQuery(ask('GET /ops/loans/{loanId}/balances', { params: { loanId } }))
  return (
    <Answered query={balances} rows={4}>
      {({ points }) => <Drawn points={points} />}
    </Answered>
  )
}

function Drawn({ points }: { points: readonly BalancePoint[] }) {
  const [asTable, setAsTable] = useState(false)
  const { today } = useBusiness()
  if (points.length === 0) return null
  const drawn = throughToday(points, today)
  const series = SERIES.filter(({ name }) => points.some((point) => !isZero(point[name])))
  return (
    <section className="card">
      <header className="card-head">
        <h2>{said.title}</h2>
        <button type="button" className="button quiet" onClick={() => setAsTable(!asTable)}>
          {asTable ? said.asChart : said.asTable}
        </button>
      </header>
      {asTable ? (
        <BalancesTable points={points} series={series} />
      ) : (
        <StepChart
          label={said.title}
          dates={drawn.map(({ date }) => date)}
          series={series.map(({ name, ...look }) => ({
            ...look,
            amounts: drawn.map((point) => point[name]),
          }))}
        />
      )}
    </section>
  )
}
