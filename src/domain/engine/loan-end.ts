import type { DerivedLoan, Installment, Split, Timeline } from './derived-loan'
import type { LoanFacts } from './facts'

/** Where a loan stands after everything that happened to it. */
export function endOf(
  facts: LoanFacts,
  splits: readonly Split[],
  schedule: readonly Installment[],
): Pick<DerivedLoan, 'status' | 'timeline'> {
  const expectedMaturityOn = schedule.at(-1)?.due ?? null
  const timeline: Timeline = {
    ...facts.timeline,
    ...{ expectedMaturityOn, actualMaturityOn: expectedMaturityOn },
    ...{ closedOn: null, overpaidOn: null, writtenOffOn: null },
  }
  if (facts.disburse === undefined) {
    const closedOn = facts.timeline.rejectedOn ?? facts.timeline.withdrawnOn
    return { status: facts.status, timeline: { ...timeline, closedOn } }
  }
  const writeOff = splits.find(({ kind }) => kind === 'WRITE_OFF')
  if (writeOff !== undefined) {
    const { date } = writeOff
    return {
      status: 'Closed (written off)',
      timeline: { ...timeline, writtenOffOn: date, closedOn: date },
    }
  }
  const status = statusAfter(splits.at(-1))
  if (status === 'Active') return { status, timeline }
  const since = splits[splits.findLastIndex((split) => statusAfter(split) !== status) + 1]
  const date = since?.date ?? null
  return status === 'Overpaid'
    ? { status, timeline: { ...timeline, overpaidOn: date, actualMaturityOn: null } }
    : { status, timeline: { ...timeline, closedOn: date, actualMaturityOn: date } }
}

function statusAfter(
  split: Pick<Split, 'totalAfter' | 'creditAfter'> | undefined,
): 'Active' | 'Overpaid' | 'Closed (obligations met)' {
  if (split === undefined || split.totalAfter > 0n) return 'Active'
  return split.creditAfter > 0n ? 'Overpaid' : 'Closed (obligations met)'
}
