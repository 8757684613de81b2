import type { LoanCheck } from '../loan-check'
import { accountSides } from './account-sides'
import { allocationDays } from './allocation-days'
import { allocations } from './allocations'
import { balances } from './balances'
import { derivedBooks } from './derived-books'
import { derivedLoan } from './loan-facts'
import { derivedOutcomes } from './derived-outcomes'
import { entryBalance } from './entry-balance'
import { entryCauses } from './entry-causes'
import { eventContent } from './event-content'
import { eventEntries } from './event-entries'
import { externalPostings } from './external-postings'
import { hashChain } from './chain'
import { lineMarks } from './line-marks'
import { loanStatus } from './loan-status'
import { streamOrder } from './stream-order'
import { tenant } from './tenant'

/** What is proven of every loan; a further check is a further file here. */
export const LOAN_CHECKS: readonly LoanCheck[] = [
  streamOrder,
  eventContent,
  tenant,
  entryBalance,
  hashChain,
  lineMarks,
  allocationDays,
  entryCauses,
  eventEntries,
  allocations,
  balances,
  accountSides,
  loanStatus,
  derivedOutcomes,
  derivedLoan,
  derivedBooks,
  externalPostings,
]
