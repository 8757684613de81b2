import type { BookedFact } from '../../src/domain/books/lending/book-loan'
import type { LendingFactKind } from '../../src/domain/events/lending/lending-kinds'
import type { FineractLoan, StoryStep } from './cases'
import { minor } from './terms'
import { baseOf } from './wire'

/** What the transactions of a day have moved, by what they are and what it stands on: debits above zero. */
export type Booked = Record<string, Record<string, string>>

/**
 * What income is made from is on its own day there and here: what is owed and its income count as
 * one. Ours keeps what is paid ahead of its accrual apart, which is of the interest too.
 */
const ACCOUNTS: Readonly<Record<string, string>> = {
  ...{ '1001': 'bank', '1101': 'principal', '2102': 'credit' },
  ...{ '1102': 'interest', '2103': 'interest', '4101': 'interest' },
  ...{ '1103': 'charges', '4102': 'charges', '4103': 'charges', '4104': 'charges' },
}

const ROLES: Readonly<Record<string, string>> = {
  ...{ fundSource: 'bank', portfolio: 'principal', overpaymentLiability: 'credit' },
  ...{ interestReceivable: 'interest', interestIncome: 'interest' },
  ...{ feeReceivable: 'charges', feeIncome: 'charges' },
  ...{ penaltyReceivable: 'charges', penaltyIncome: 'charges' },
}

const KINDS: Partial<Record<LendingFactKind, string>> = {
  ...{ DISBURSE: 'Disbursement', REPAY: 'Repayment', CREDIT_REFUND: 'Credit Balance Refund' },
  WRITE_OFF: 'Close (as written-off)',
}

/** Of what is written off ours forgives what was recognised alone, which is on other days. */
const COMPARED: Readonly<Record<string, readonly string[]>> = {
  'Close (as written-off)': ['principal'],
}

const TYPES: Readonly<Record<string, string>> = {
  'Repayment (at time of disbursement)': 'Disbursement',
}

export function booked(facts: readonly BookedFact[]): Booked {
  const moved = new Moved()
  for (const { event, draft } of facts) {
    const type = KINDS[event.kind]
    if (type === undefined) continue
    for (const { lines } of draft.entries) {
      for (const { account, amount } of lines) {
        moved.add(`${event.effectiveDate} ${type}`, ACCOUNTS[account], amount)
      }
    }
  }
  return moved.all()
}

/** The journals of the steps of a story so far: what was replaced or taken back has its mirror. */
export function journalled(
  steps: readonly StoryStep[],
  types: ReadonlyMap<string, string>,
  loan: FineractLoan,
): Booked {
  const days = new Map<string, string>()
  const moved = new Moved()
  for (const [alias = '', date = '', role = '', side, amount = '0'] of steps.flatMap(
    ({ journal = [] }) => journal,
  )) {
    const day = days.get(baseOf(alias)) ?? date
    days.set(baseOf(alias), day)
    const told = types.get(alias) ?? types.get(baseOf(alias)) ?? ''
    const type = TYPES[told] ?? told
    if (!Object.values(KINDS).includes(type)) continue
    const figure = minor(amount, loan)
    moved.add(`${day} ${type}`, ROLES[role], side === 'debit' ? figure : -figure)
  }
  return moved.all()
}

class Moved {
  readonly #sums = new Map<string, Map<string, bigint>>()

  add(key: string, on: string | undefined, amount: bigint): void {
    const compared = COMPARED[key.slice('2026-06-15 '.length)]
    if (on === undefined || compared?.includes(on) === false) return
    const of = this.#sums.get(key) ?? new Map<string, bigint>()
    this.#sums.set(key, of.set(on, (of.get(on) ?? 0n) + amount))
  }

  /** What came to nothing is not there. */
  all(): Booked {
    const standing = [...this.#sums].map(
      ([key, of]) =>
        [
          key,
          [...of].filter(([, sum]) => sum !== 0n).map(([on, sum]) => [on, String(sum)]),
        ] as const,
    )
    return Object.fromEntries(
      standing
        .filter(([, sums]) => sums.length > 0)
        .map(([key, sums]) => [key, Object.fromEntries(sums) as Record<string, string>]),
    )
  }
}
