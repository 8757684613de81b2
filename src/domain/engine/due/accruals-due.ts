import { chargeDues } from '../../books/lending/charge-dues'
import { NOTHING_OPEN } from '../../books/lending/book-loan'
import { LoanDrafter } from '../../books/lending/loan-drafter'
import type { OpenBooks } from '../../books/posting-draft'
import { inBookOrder } from '../../events/lending/book-order'
import type { LendingFact } from '../../events/lending/lending-event'
import type { StagedContext } from '../../events/staged-context'
import { addDays, lastDayOfMonth, monthOf } from '../../values/calendar'
import type { CivilDate } from '../../values/calendar'
import { assertInvariant } from '../../values/invariant'
import type { DerivedLoan } from '../derived-loan'
import { accrual, oldestFirst, dueAfter } from './due-event'
import type { DueEvent, Dues } from './due-event'
import { supposedFact } from './supposed-fact'

/**
 * The accruals that a loan lacks, and the next. Its books are drafted with every accrual that there
 * could be: those that book nothing are left out.
 */
export function accrualsDue(
  loan: DerivedLoan,
  live: readonly LendingFact[],
  today: CivilDate,
): Dues {
  const possible = possibleAccruals(loan, live)
  const books = new SuchBooks(loan, live)
  const past = new Map<string, DueEvent>()
  for (const event of possible) if (dueAfter(event) < today) past.set(event.claim, event)

  const missing: DueEvent[] = []
  const facts = [...past.values()].map((event) => books.factOf(event))
  for (const fact of inBookOrder([...live, ...facts])) {
    const hasEntries = books.draft(fact)
    const event = past.get(fact.eventId)
    if (hasEntries && event !== undefined) missing.push(event)
  }
  const next = possible.find((event) => !past.has(event.claim) && books.draft(books.factOf(event)))
  return { missing, coming: next === undefined ? [] : [next] }
}

/** Every month end and every due date of charges that has no accrual yet. */
function possibleAccruals(loan: DerivedLoan, live: readonly LendingFact[]): DueEvent[] {
  const dates = new Set(chargeDues(loan).map(({ due }) => due))
  const known = new Set(
    live.map((fact) =>
      fact.kind === 'ACCRUAL' ? accrual(fact.payload.of, fact.payload.through).claim : '',
    ),
  )
  return [
    ...monthEnds(loan).map((day) => accrual('INTEREST', day)),
    ...[...dates].map((day) => accrual('CHARGES', day)),
  ]
    .filter(({ claim }) => !known.has(claim))
    .toSorted(oldestFirst)
}

function monthEnds({ timeline, schedule }: DerivedLoan): CivilDate[] {
  const from = timeline.disbursedOn
  const last = schedule.findLast(({ owed }) => owed.interest > 0n)?.due
  if (from === null || last === undefined) return []
  const ends: CivilDate[] = []
  for (let end = lastDayOfMonth(monthOf(from)); ; end = lastDayOfMonth(monthOf(addDays(end, 1)))) {
    ends.push(end)
    if (end >= last) return ends
  }
}

/** The books as they would be: which numbers and accounts they hold does not matter. */
class SuchBooks {
  readonly #drafter: LoanDrafter
  readonly #context: StagedContext
  #open: OpenBooks = NOTHING_OPEN
  #lastInvoice = 0

  constructor(loan: DerivedLoan, [first]: readonly LendingFact[]) {
    assertInvariant(first !== undefined, 'A loan is derived from its events.')
    this.#drafter = new LoanDrafter(loan)
    this.#context = first.payload
  }

  factOf(event: DueEvent): LendingFact {
    return supposedFact(event, this.#context)
  }

  /** Takes the next event, in book order; tells whether it books anything. */
  draft(fact: LendingFact): boolean {
    const draft = this.#drafter.draft(this.#open, fact, () => ++this.#lastInvoice)
    this.#open = draft.open
    return draft.entries.length > 0
  }
}
