import type { REPORTS } from '../../src/reports/catalogue'

type Name = (typeof REPORTS)[number]['name']

export interface AskedReport {
  name: Name
  query: Readonly<Record<string, string>>
  /** What it must read: a plain scan of these is what it is held against. */
  reads: readonly string[]
}

const OWED = [
  'installment_line',
  'journal_line',
  'journal_entry',
  'allocation',
  'invoice',
  'loan_stream',
  'loan',
]
const LINES = ['journal_line', 'journal_entry', 'loan_stream']

/** All of the year, unless it says another period. */
export const ASKED: readonly AskedReport[] = [
  { name: 'portfolio-summary', query: {}, reads: OWED },
  { name: 'portfolio-summary', query: { frequency: 'daily' }, reads: OWED },
  { name: 'collections', query: {}, reads: [...LINES, 'installment_line'] },
  { name: 'delinquency', query: {}, reads: [...OWED, 'loan_event'] },
  { name: 'revenue', query: {}, reads: ['journal_line', 'loan'] },
  { name: 'npl', query: { daysOverdue: '30' }, reads: OWED },
  { name: 'portfolio-performance', query: {}, reads: OWED },
  { name: 'disbursements', query: { format: 'csv' }, reads: [...LINES, 'loan', 'loan_event'] },
  { name: 'ledger', query: { format: 'csv', glAccountId: '1101' }, reads: LINES },
  { name: 'trial-balance', query: {}, reads: ['journal_line'] },
]

/** Some hundred pages in print: what they hold counts, not how long they take. */
export const PRINTED: AskedReport = {
  name: 'ledger',
  query: { format: 'pdf', glAccountId: '1101', toDate: '2025-04-30' },
  reads: LINES,
}

/** Reports whose cost is linear in their period: of two months in which as much happens, and of eight. */
export const LINEAR: readonly { short: AskedReport; long: AskedReport }[] = ASKED.filter(
  ({ query }) => query['format'] === 'csv',
).map((asked) => ({
  short: { ...asked, query: { ...asked.query, fromDate: '2025-04-01', toDate: '2025-05-30' } },
  long: { ...asked, query: { ...asked.query, fromDate: '2025-04-01', toDate: '2025-11-26' } },
}))
