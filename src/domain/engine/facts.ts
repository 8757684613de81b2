import { inBookOrder } from '../events/lending/book-order'
import type { LendingEventOf, LendingFact } from '../events/lending/lending-event'
import type { LendingFactKind } from '../events/lending/lending-kinds'
import type { CivilDate } from '../values/calendar'
import { assertInvariant } from '../values/invariant'
import { minorOf } from '../values/money'
import type { DerivedLoan, DerivedStatus, Timeline } from './derived-loan'
import type { LiveCharge } from './running-charges'

/** What holds of a loan from the beginning, whatever the date of the event that says so. */
export interface LoanFacts {
  submit: LendingEventOf<'SUBMIT'>
  disburse: LendingEventOf<'DISBURSE'> | undefined
  principal: DerivedLoan['principal']
  /** Minor units: what was paid out, or would be. */
  amount: bigint
  /** When it was paid out, or would be. */
  disbursedOn: CivilDate
  charges: readonly LiveCharge[]
  waivers: readonly LendingEventOf<'WAIVE_CHARGE'>[]
  /** Before the disbursement; after it the money decides. */
  status: DerivedStatus
  timeline: Pick<
    Timeline,
    | 'submittedOn'
    | 'approvedOn'
    | 'expectedDisbursementOn'
    | 'disbursedOn'
    | 'rejectedOn'
    | 'withdrawnOn'
  >
}

/** @param live in any order */
export function factsOf(live: readonly LendingFact[]): LoanFacts {
  const only = <Kind extends LendingFactKind>(kind: Kind): LendingEventOf<Kind> | undefined =>
    all(live, kind)[0]
  const submit = only('SUBMIT')
  assertInvariant(submit !== undefined, 'A loan begins with its application.')
  const [approve, disburse] = [only('APPROVE'), only('DISBURSE')]
  const [reject, withdraw] = [only('REJECT'), only('WITHDRAW')]
  const applied = minorOf(submit.payload.terms.principal)
  const approved = approve === undefined ? null : minorOf(approve.payload.amount)
  const disbursed = disburse === undefined ? null : minorOf(disburse.payload.amount)
  const expected = approve?.payload.expectedDisbursementOn ?? submit.payload.expectedDisbursementOn
  return {
    ...{ submit, disburse },
    principal: { applied, approved, disbursed },
    amount: disbursed ?? approved ?? applied,
    disbursedOn: disburse?.effectiveDate ?? expected ?? submit.effectiveDate,
    charges: chargesOf(live, submit),
    waivers: inBookOrder(all(live, 'WAIVE_CHARGE')),
    status: withdraw ? 'Withdrawn' : reject ? 'Rejected' : approve ? 'Approved' : 'Submitted',
    timeline: {
      submittedOn: submit.payload.submittedOn,
      approvedOn: approve?.effectiveDate ?? null,
      expectedDisbursementOn: expected,
      disbursedOn: disburse?.effectiveDate ?? null,
      rejectedOn: reject?.effectiveDate ?? null,
      withdrawnOn: withdraw?.effectiveDate ?? null,
    },
  }
}

function chargesOf(
  live: readonly LendingFact[],
  { eventId, payload }: LendingEventOf<'SUBMIT'>,
): LiveCharge[] {
  const applied = payload.charges.map((terms) => ({ eventId, terms }))
  const added = inBookOrder(all(live, 'ADD_CHARGE')).map((event) => ({
    eventId: event.eventId,
    terms: event.payload.charge,
  }))
  return [...applied, ...added]
}

function all<Kind extends LendingFactKind>(
  live: readonly LendingFact[],
  kind: Kind,
): LendingEventOf<Kind>[] {
  const isOne = (event: LendingFact): event is LendingFact & LendingEventOf<Kind> =>
    event.kind === kind
  return live.filter(isOne).toSorted((one, other) => one.seq - other.seq)
}
