import { choice } from '../parameters'
import { asOfText, listOf, periodText, report } from '../report'
import type { Column } from '../report'
import { figuresOf, portfolioByProduct, sumOf } from './portfolio'
import { portfolioAtEach } from './portfolio-series'
import { endsOfPeriods } from './periods'

const FIGURES: readonly Column[] = [
  { name: 'numLoans', heading: 'Loans', kind: 'count' },
  { name: 'principalOutstandingMinor', heading: 'Principal outstanding', kind: 'money' },
  { name: 'arrearsMinor', heading: 'Arrears', kind: 'money' },
  { name: 'par30', heading: 'PAR 30', kind: 'ratio' },
]

export const portfolioSummary = report({
  name: 'portfolio-summary',
  title: 'Portfolio summary',
  summary:
    'Loans with principal outstanding at a day, what of them is in arrears, and how it came to be',
  parameters: {
    frequency: choice(
      ['daily', 'weekly', 'monthly'],
      'A series too: at the end of each day, week (Sunday) or month of the period, 400 at most.',
    ).optional(),
  },
  async make(snapshot, asked, { frequency }) {
    const ends = frequency === undefined ? [] : endsOfPeriods(asked, frequency)
    const { points, parts } =
      frequency === undefined
        ? { points: [], parts: await portfolioByProduct(snapshot, asked, asked.to) }
        : await portfolioAtEach(snapshot, asked, ends)
    const totals = figuresOf(sumOf(parts))
    const breakdown = parts.map(({ key, ...part }) => ({ key, ...figuresOf(part) }))
    const members = [
      ...([
        ['fromDate', asked.from],
        ['toDate', asked.to],
        ['totals', totals],
      ] as const),
      ['breakdown', breakdown] as const,
    ]
    if (frequency === undefined) {
      const columns: Column[] = [{ name: 'key', heading: 'Product', kind: 'text' }, ...FIGURES]
      return {
        members,
        table: { about: [asOfText(asked)], columns, rows: listOf(breakdown), total: () => totals },
      }
    }
    const series = points.map((point, place) => ({ asOf: ends[place] ?? '', ...figuresOf(point) }))
    const columns: Column[] = [{ name: 'asOf', heading: 'As of', kind: 'date' }, ...FIGURES]
    return {
      members: [...members, ['series', series]],
      table: { about: [periodText(asked)], columns, rows: listOf(series) },
    }
  },
})
