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
const BOOKED = ['journal_line', 'journal_entry', 'loan']

export const ASKED: readonly AskedReport[] = [
  { name: 'portfolio-summary', query: {}, reads: OWED },
  { name: 'portfolio-summary', query: { frequency: 'daily' }, reads: OWED },
  { name: 'collections', query: {}, reads: [...BOOKED, 'installment_line'] },
  { name: 'delinquency', query: {}, reads: [...OWED, 'loan_event'] },
  { name: 'revenue', query: {}, reads: ['journal_line', 'loan'] },
  { name: 'npl', query: { daysOverdue: '30' }, reads: OWED },
  { name: 'portfolio-performance', query: {}, reads: OWED },
  {
    name: 'disbursements',
    query: { format: 'csv' },
    reads: [...BOOKED, 'loan_event', 'loan_stream'],
  },
  {
    name: 'ledger',
    query: { format: 'csv', glAccountId: '1101' },
    reads: [...BOOKED, 'loan_stream'],
  },
  { name: 'trial-balance', query: {}, reads: ['journal_line'] },
]
