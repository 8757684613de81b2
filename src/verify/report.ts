import type { StandardAccount } from '../domain/books/chart'
import type { Finding } from './difference'

/** How many findings, and how many loans of each list, a report names; the rest it counts. */
const MOST_NAMED = 1_000

/** The first of them, and how many there are. */
export interface Named<Item> {
  count: number
  items: Item[]
}

export interface LoanName {
  businessId: string
  loanId: string
}

/** A loan that LMS and ledger are working on. */
export interface InFlight extends LoanName {
  loanSeq: number
  ledgerSeq: number
}

/** A loan whose event an operator must act on, or a compensation must undo. */
export interface Stuck extends LoanName {
  eventId: string
  code: string
}

/** A loan of our own LMS that the clock has made something of that is not in its stream. */
export interface Behind extends LoanName {
  due: string
}

/** A transfer of credit that is under way, or that nobody can end as the loans are now. */
export interface OpenTransfer extends LoanName {
  toLoanId: string
}

export interface BusinessTotals {
  businessId: string
  name: string
  currency: string
  /** Minor units as decimal digits. */
  debits: string
  credits: string
}

/** A balance of the ledger and what the loans' invoices and credits say it must be. */
export interface ControlAccount {
  businessId: string
  /** Of the standard chart. */
  account: StandardAccount
  /** Minor units as decimal digits, debits less credits. */
  ledger: string
  subledger: string
}

export interface VerifyReport {
  /** True where nothing was found otherwise than it must be. */
  proven: boolean
  loans: number
  /** Of these, loans whose books are in an external Accounting, which is not asked. */
  bookedElsewhere: number
  events: number
  /** Accepted, and not yet taken by the ledger. */
  waiting: number
  entries: number
  lines: number
  totals: BusinessTotals[]
  controls: ControlAccount[]
  /** SHA-256, hex, over the heads of all loans' hash chains: it changes with any entry of any loan. */
  digest: string
  differences: Named<Finding>
  inFlight: Named<InFlight>
  parked: Named<Stuck>
  owed: Named<Stuck>
  behind: Named<Behind>
  transfers: Named<OpenTransfer>
}

export function emptyReport(): VerifyReport {
  const none = () => ({ count: 0, items: [] })
  return {
    proven: true,
    ...{ loans: 0, bookedElsewhere: 0, events: 0, waiting: 0, entries: 0, lines: 0 },
    totals: [],
    controls: [],
    digest: '',
    differences: none(),
    inFlight: none(),
    parked: none(),
    owed: none(),
    behind: none(),
    transfers: none(),
  }
}

export function name<Item>(list: Named<Item>, items: readonly Item[]): void {
  list.count += items.length
  list.items.push(...items.slice(0, Math.max(0, MOST_NAMED - list.items.length)))
}
