import { DatedChanges } from '../../src/domain/books/dating/dated-changes'
import type { LoanBooks, OpenCredit, OpenInvoice } from '../../src/domain/books/books'
import { creditKey } from '../../src/domain/books/books'
import { isControlAccount } from '../../src/domain/books/control-accounts'
import type {
  ChangeAllocation,
  ChangeEntry,
  Counters,
  LedgerChange,
} from '../../src/domain/books/ledger-change'
import type { LendingFact } from '../../src/domain/events/lending/lending-event'
import { standingOf } from '../../src/domain/restatement/standing-of'
import type { StoredInvoice, StoredPosting } from '../../src/domain/restatement/stored-posting'

type KeptCredit = OpenCredit & { amount: bigint }

/** The ledger of a loan of our own LMS in memory, under the standard accounts: rows are only added. */
export class OwnLedger {
  readonly entries: ChangeEntry[] = []
  readonly invoices = new Map<number, StoredInvoice & { eventId: string }>()
  readonly allocations: ChangeAllocation[] = []
  readonly credits = new Map<string, KeptCredit>()
  readonly #cancelled = new Set<number>()
  #counters: Counters = { nextInvoice: 1, nextEntry: 1, nextAllocation: 1 }

  apply(change: LedgerChange): void {
    this.entries.push(...change.entries)
    for (const { eventId, no, type, date, amount } of change.invoices) {
      if (this.invoices.has(no)) throw new Error(`Invoice ${no} was made before.`)
      this.invoices.set(no, { eventId, no, type, date, amount, open: amount })
    }
    for (const allocation of change.allocations) {
      this.allocations.push(allocation)
      const invoice = this.invoices.get(allocation.invoiceNo)
      if (invoice === undefined) throw new Error(`There is no invoice ${allocation.invoiceNo}.`)
      invoice.open -= allocation.amount
    }
    for (const no of change.cancelled) {
      const invoice = this.invoices.get(no)
      if (invoice?.open !== invoice?.amount) throw new Error(`Invoice ${no} is paid and cancelled.`)
      this.#cancelled.add(no)
    }
    for (const { amountDelta, openDelta, ...credit } of change.credits) {
      const kept = this.credits.get(creditKey(credit)) ?? { ...credit, amount: 0n, open: 0n }
      const moved = { ...kept, amount: kept.amount + amountDelta, open: kept.open + openDelta }
      if (moved.open < 0n || moved.open > moved.amount) {
        throw new Error(`Of ${moved.amount} of ${creditKey(credit)} ${moved.open} are left.`)
      }
      this.credits.set(creditKey(credit), moved)
    }
    this.#counters = change.counters
  }

  /** What stands for each event that was posted and not withdrawn. */
  standing(posted: readonly LendingFact[]): StoredPosting<LendingFact>[] {
    const [entries, allocations] = [standingOf(this.entries), standingOf(this.allocations)]
    const left = (eventId: string, kind: 'CREDIT' | 'ADVANCE') =>
      this.credits.get(creditKey({ eventId, kind })) ?? null
    return posted.map((event) => ({
      event,
      entries: entries
        .filter(({ eventId }) => eventId === event.eventId)
        .map((entry) => ({ ...entry, part: entry.part ?? 'RECEIPT' })),
      invoices: this.#standingInvoices().filter(({ eventId }) => eventId === event.eventId),
      allocations: allocations.filter(({ causedBy }) => causedBy === event.eventId),
      credit: left(event.eventId, 'CREDIT'),
      advance: left(event.eventId, 'ADVANCE'),
    }))
  }

  get books(): LoanBooks {
    return {
      ...this.#counters,
      invoices: this.openInvoices(),
      credits: [...this.credits.values()].filter(({ open }) => open > 0n),
      ahead: DatedChanges.of(
        this.entries.flatMap(({ date, lines }) =>
          lines.flatMap(({ account, amount }) =>
            isControlAccount(account) ? [{ control: account, date, amount }] : [],
          ),
        ),
      ),
    }
  }

  openInvoices(): OpenInvoice[] {
    return this.#standingInvoices().filter(({ open }) => open > 0n)
  }

  balance(account: string, through = '9999-12-31'): bigint {
    return this.entries
      .filter(({ date }) => date <= through)
      .flatMap(({ lines }) => lines)
      .reduce((sum, line) => (line.account === account ? sum + line.amount : sum), 0n)
  }

  #standingInvoices() {
    return [...this.invoices.values()].filter(({ no }) => !this.#cancelled.has(no))
  }
}
