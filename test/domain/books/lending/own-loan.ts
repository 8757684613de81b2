import { emptyBooks, type LoanBooks } from '../../../../src/domain/books/books'
import { bookDraft } from '../../../../src/domain/books/posting/post-event'
import { balancesOf } from '../../../../src/domain/books/books'
import { changesOf } from '../../../../src/domain/books/book-entries'
import { bookLoan } from '../../../../src/domain/books/lending/book-loan'
import type {
  DerivedCharge,
  DerivedLoan,
  Installment,
  InstallmentMove,
  Portions,
  Split,
  SplitType,
} from '../../../../src/domain/engine/derived-loan'
import type { LendingFact } from '../../../../src/domain/events/lending/lending-event'

const NOTHING: Portions = { principal: 0n, interest: 0n, fees: 0n, penalties: 0n }

/** A loan by hand, as far as its books need it: amounts in minor units. */
export function ownLoan(
  dates: readonly [disbursed: string, ...dues: string[]],
  owed: readonly Partial<Portions>[],
  splits: readonly Split[],
  charges: readonly Partial<DerivedCharge>[] = [],
): DerivedLoan {
  const [disbursed, ...dues] = dates
  const schedule = dues.map((due, place): Installment => ({
    no: place + 1,
    from: dates[place] ?? due,
    due,
    owed: { ...NOTHING, ...owed[place] },
    paid: NOTHING,
    waived: NOTHING,
    writtenOff: NOTHING,
    paidInAdvance: 0n,
    paidLate: 0n,
    obligationsMetOn: null,
  }))
  const loan = {
    schedule,
    splits,
    charges: charges.map((charge) => ({ reversed: false, penalty: false, index: 0, ...charge })),
    timeline: { disbursedOn: disbursed },
  }
  return loan as unknown as DerivedLoan
}

const TYPES: Partial<Record<LendingFact['kind'], SplitType>> = {
  DISBURSE: 'Disbursement',
  REPAY: 'Repayment',
  WAIVE_INTEREST: 'Waive interest',
  WAIVE_CHARGE: 'Waive loan charges',
  WRITE_OFF: 'Write-Off',
  REFUND: 'Refund',
  CREDIT_REFUND: 'Credit Balance Refund',
  CREDIT_OUT: 'Credit transfer',
}

/** How an event was divided; its amount is the sum of what is given, unless it is given. */
export function splitOf(
  { eventId, kind, effectiveDate }: LendingFact,
  given: Partial<Split>,
  moves: readonly Partial<InstallmentMove>[] = [],
): Split {
  const parts = { ...NOTHING, overpayment: 0n, ...given }
  return {
    eventId,
    kind,
    part: 0,
    type: TYPES[kind] ?? 'Accrual',
    date: effectiveDate,
    principalAfter: 1n,
    totalAfter: 1n,
    creditAfter: 0n,
    amount: parts.principal + parts.interest + parts.fees + parts.penalties + parts.overpayment,
    ...parts,
    moves: moves.map((move) => ({
      ...{ installment: 1, due: effectiveDate, kind: 'DUE' as const, ...NOTHING, ...move },
    })),
  }
}

/** The entries of each event, a line of text each: `2026-01-31 Dr 1102 81.29, Cr 4101 81.29`. */
export function entriesOf(loan: DerivedLoan, live: readonly LendingFact[]): string[] {
  return toldBooks(loan, live).entries
}

/** The books from the beginning: their entries as text, and what is open in the end. */
export function toldBooks(
  loan: DerivedLoan,
  live: readonly LendingFact[],
): { entries: string[]; books: LoanBooks } {
  let nextInvoice = 1
  const entries: string[] = []
  let books = emptyBooks()
  for (const { event, draft } of bookLoan(loan, live, () => () => nextInvoice++)) {
    const booked = bookDraft(draft, event.payload.closedThrough, balancesOf(books, books.ahead))
    entries.push(
      ...booked.map(({ date, lines }) =>
        [
          date,
          lines
            .map(
              ({ account, amount }) => `${amount > 0n ? 'Dr' : 'Cr'} ${account} ${major(amount)}`,
            )
            .join(', '),
        ].join(' '),
      ),
    )
    books = { ...books, ...draft.open, ahead: books.ahead.with(changesOf(booked)) }
  }
  return { entries, books }
}

function major(minor: bigint): string {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
