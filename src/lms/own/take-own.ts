import type { LoanRef } from '../../contract/loan-ref'
import type { JudgedResult } from '../../contract/step-results'
import type { LmsDependencies } from '../lms-dependencies'
import { loadLoan, withStaged } from '../load-loan'
import type { LoadedOwnLoan } from '../load-loan'
import { recordTransitions } from '../record-transitions'
import type { LmsRecordArgument } from '../record-transitions'
import { ownStandingView } from '../standing'
import { judgeOwnLoan } from './judge-own'
import { loanOf } from './own-events'
import { setLoanDue } from './wake'
import type { JudgedOwnLoan } from './judge-own'

/** Step 1 for a loan of our own LMS. Null where another attempt was faster. */
export async function takeOwn(
  dependencies: LmsDependencies,
  ref: LoanRef,
  loan: LoadedOwnLoan,
): Promise<JudgedResult | null> {
  const { database } = dependencies
  if (loan.compensationOwed) return nothingTaken(loan)
  const judged = await judgeOwnLoan(
    dependencies,
    ref,
    { loan },
    {
      async load() {
        const again = await loadLoan(database, ref)
        if (again === undefined || again.own === null) throw new Error('A loan keeps its home.')
        return { loan: again }
      },
      grown: (loaded, staged) => ({ loan: withStaged(loaded.loan, staged) }),
    },
  )
  const argument = ownRecordingOf(judged)
  if (argument !== null) {
    return (await recordTransitions(database, argument)) ? ownResultOf(judged) : null
  }
  // Else what stands of it would wake the loan for ever.
  if (judged.batch.taken.length === 0) await setLoanDue(database, loan.streamId, judged.wake)
  return ownResultOf(judged)
}

/** What a batch leaves to be written; null where an earlier attempt has recorded everything. */
export function ownRecordingOf<Loaded extends { loan: LoadedOwnLoan }>({
  batch: { recording, loan },
  wake,
}: JudgedOwnLoan<Loaded>): LmsRecordArgument | null {
  return recording.isEmpty ? null : { ...recording.argument(loan), due: wake }
}

export function ownResultOf<Loaded extends { loan: LoadedOwnLoan }>({
  loaded: { loan },
  batch,
  wake,
}: JudgedOwnLoan<Loaded>): JudgedResult {
  const { streamId, currency, compensationOwed } = loan
  const { taken, parked } = batch
  const standing = ownStandingView(batch.loan, currency)
  return { streamId, taken, standing, compensationOwed, parked, wake }
}

/** What is owed comes before all else: where the loan stands is known once that is done. */
function nothingTaken(loan: LoadedOwnLoan): JudgedResult {
  const standing = ownStandingView(loanOf(loan), loan.currency)
  return { streamId: loan.streamId, taken: [], standing, compensationOwed: true, parked: null }
}
