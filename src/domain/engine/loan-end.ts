import type { CivilDate } from '../values/calendar'
import type { DerivedLoan, Split, Timeline } from './derived-loan'
import type { LoanFacts } from './facts'

/**
 * Where a loan stands after everything that happened to it.
 * @param matures the last day that its terms have something due on
 */
export function endOf(
  facts: LoanFacts,
  splits: readonly Split[],
  matures: CivilDate | null,
): Pick<DerivedLoan, 'status' | 'timeline'> {
  const timeline: Timeline = {
    ...facts.timeline,
    ...{ expectedMaturityOn: matures, actualMaturityOn: matures },
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
  if (split === undefined) return 'Active'
  // Credit decides: after a refund of what an earlier payment overpaid, it stands beside a debt.
  if (split.creditAfter > 0n) return 'Overpaid'
  return split.totalAfter > 0n ? 'Active' : 'Closed (obligations met)'
}
