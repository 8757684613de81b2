import { accountSides } from '../../checks/account-sides'
import { allocationDays } from '../../checks/allocation-days'
import { hashChain } from '../../checks/chain'
import { derivedOutcomes } from '../../checks/derived-outcomes'
import { entryBalance } from '../../checks/entry-balance'
import { eventContent } from '../../checks/event-content'
import { entryCauses } from '../../checks/entry-causes'
import { externalPostings } from '../../checks/external-postings'
import { lineMarks } from '../../checks/line-marks'
import { streamOrder } from '../../checks/stream-order'
import { tenant } from '../../checks/tenant'
import type { OwnCheck } from '../../loan-check'
import { bookRows } from './book-rows'
import { chargeNumbers } from './charge-numbers'
import { installments } from './installments'
import { ownBalances } from './own-balances'
import { ownBooks } from './own-books'
import { ownEvents } from './own-events'
import { ownInvoices } from './own-invoices'
import { ownLoan } from './own-loan'
import { ownTransactions } from './own-transactions'
import { transferSteps } from './transfer-steps'

/** What is proven of every loan of our own LMS. */
export const OWN_CHECKS: readonly OwnCheck[] = [
  streamOrder,
  eventContent,
  tenant,
  entryBalance,
  hashChain,
  accountSides,
  derivedOutcomes,
  ownLoan,
  ownBooks,
  ownBalances,
  ownInvoices,
  bookRows,
  installments,
  ownTransactions,
  chargeNumbers,
  transferSteps,
  ownEvents,
  lineMarks,
  allocationDays,
  entryCauses,
  externalPostings,
]
