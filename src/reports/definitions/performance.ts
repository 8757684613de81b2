import { lastDayOfMonth } from '../../domain/values/calendar'
import type { CivilDate } from '../../domain/values/calendar'
import type { Snapshot } from '../../platform/snapshot'
import type { Asked } from '../asked'
import { choice } from '../parameters'
import { ratioOf } from '../ratio'
import { listOf, periodText, report } from '../report'
import { flowsBy } from './flows'
import type { Flows, GroupBy } from './flows'
import { monthsOf } from './periods'
import { NO_LOANS } from './portfolio'
import { portfolioAtEach } from './portfolio-series'
import { riskBy } from './risk'
import type { Risk } from './risk'

const HEADINGS: Record<GroupBy, string> = {
  product: 'Product',
  currency: 'Currency',
  month: 'Month',
  customer: 'Customer',
}

const NO_FLOWS = { newLoans: 0, disbursed: 0n, repayments: 0n, writeOff: 0n }

export const portfolioPerformance = report({
  name: 'portfolio-performance',
  path: 'portfolio/performance',
  title: 'Portfolio performance',
  summary: 'What was lent, repaid and written off in a period, and what is at risk at its end',
  parameters: {
    groupBy: choice(['product', 'currency', 'month', 'customer'], 'What a line is of.').default(
      'product',
    ),
  },
  async make(snapshot, asked, { groupBy }) {
    const flows = new Map((await flowsBy(snapshot, asked, groupBy)).map((one) => [one.key, one]))
    const risks = await risksBy(snapshot, asked, groupBy)
    const keys = [...new Set([...flows.keys(), ...risks.keys()])].sort()
    const metrics = keys.map((key) => {
      const { newLoans, disbursed, repayments, writeOff }: Omit<Flows, 'key'> =
        flows.get(key) ?? NO_FLOWS
      const { atRisk, principal } = risks.get(key) ?? NO_LOANS
      return {
        ...{ key, newLoans, disbursedMinor: disbursed, repaymentsMinor: repayments },
        ...{ writeOffMinor: writeOff, par30: ratioOf(atRisk, principal) },
      }
    })
    return {
      members: [
        ['fromDate', asked.from],
        ['toDate', asked.to],
        ['metrics', metrics],
      ],
      table: {
        about: [periodText(asked)],
        columns: [
          { name: 'key', heading: HEADINGS[groupBy], kind: 'text', width: 1.6 },
          { name: 'newLoans', heading: 'New loans', kind: 'count' },
          { name: 'disbursedMinor', heading: 'Disbursed', kind: 'money' },
          { name: 'repaymentsMinor', heading: 'Repayments', kind: 'money' },
          { name: 'writeOffMinor', heading: 'Written off', kind: 'money' },
          { name: 'par30', heading: 'PAR 30', kind: 'ratio' },
        ],
        rows: listOf(metrics),
        printedTotal: () => totalOf([...flows.values()]),
      },
    }
  },
})

function totalOf(flows: readonly Flows[]) {
  const sum = (name: 'disbursed' | 'repayments' | 'writeOff') =>
    flows.reduce((total, flow) => total + flow[name], 0n)
  return {
    newLoans: flows.reduce((total, { newLoans }) => total + newLoans, 0),
    disbursedMinor: sum('disbursed'),
    repaymentsMinor: sum('repayments'),
    writeOffMinor: sum('writeOff'),
  }
}

/** At the end of the period; by month at the end of each, of one that is not over the period's. */
async function risksBy(
  snapshot: Snapshot,
  asked: Asked,
  groupBy: GroupBy,
): Promise<Map<string, Risk>> {
  if (groupBy !== 'month') return riskBy(snapshot, asked, groupBy)
  const months = monthsOf(asked)
  const ends = months.map((month): CivilDate => {
    const end = lastDayOfMonth(month)
    return end < asked.to ? end : asked.to
  })
  const { points } = await portfolioAtEach(snapshot, asked, ends)
  return new Map(months.map((month, place) => [month, points[place] ?? NO_LOANS]))
}
