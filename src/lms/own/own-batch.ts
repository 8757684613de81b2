import { standingOf } from '../../domain/engine/derive'
import type { LoanStanding } from '../../domain/engine/derive'
import type { DerivedLoan, Split } from '../../domain/engine/derived-loan'
import { judgeNext } from '../../domain/engine/judge/judge-next'
import { isFact, liveAfter } from '../../domain/engine/live-events'
import type { LendingEvent } from '../../domain/events/lending/lending-event'
import { factsOf, judgedTo } from '../../contract/stored-events'
import { MOST_LIVE } from '../../domain/engine/most-live'
import type { JudgedEvent, JudgedResult, StepRefusal } from '../../contract/step-results'
import type { LoadedOwnLoan, OpenEvent } from '../load-loan'
import { judgedSafely, parkedAs, takenAs, UNKNOWN_REASON } from '../taken-batch'
import { OwnRecording } from './own-recording'
import { splitChanges } from './split-changes'
import type { SplitChanges } from './split-changes'

type Open = OpenEvent<LendingEvent>

/** What an accepted event makes of a loan. */
export interface Accepted extends LoanStanding {
  /** The event with what it was judged to be. */
  event: LendingEvent
  changes: SplitChanges
}

/** A batch after judgement: what to answer, and what to record first. */
export interface OwnBatch extends LoanStanding {
  streamId: string
  /** As its posted events leave it. */
  before: LoanStanding
  taken: JudgedEvent[]
  /** Those of them that were accepted, each with what it makes of the loan. */
  accepted: Accepted[]
  parked: JudgedResult['parked']
  /** It takes no more, whatever waits behind it. */
  ended: boolean
  /** Empty where an earlier attempt has recorded everything. */
  recording: OwnRecording
}

const TOO_MANY: StepRefusal = {
  code: 'TOO_MANY_EVENTS',
  message: `LMS: a loan has at most ${MOST_LIVE} live events.`,
}

/**
 * Judges what waits in a loan's stream, in order, each event on what those before it left. One that
 * withdraws others, or moves what they were divided into, is a batch of its own: what it changes is
 * recorded with it as the cause.
 */
export function judgeOwnBatch(loaded: LoadedOwnLoan): OwnBatch {
  const before = standingOf(factsOf(loaded.own.live))
  const batch: OwnBatch = {
    streamId: loaded.streamId,
    before,
    ...{ ...before, taken: [], accepted: [], parked: null, ended: false },
    recording: new OwnRecording(loaded),
  }
  judgeFurther(batch, loaded.events)
  return batch
}

/** Judges what was staged behind all that a batch was made of. */
export function judgeFurther(batch: OwnBatch, events: readonly Open[]): void {
  for (const open of events) {
    if (batch.ended) return
    if (open.status === 'PARKED') {
      batch.parked = parkedAs(open.event, open.parkReason ?? UNKNOWN_REASON)
    }
    batch.ended = open.status === 'PARKED' || !take(batch, open)
  }
}

/** False where the batch ends here. */
function take(batch: OwnBatch, open: Open): boolean {
  const refusal = open.recorded?.refusal ?? null
  if (refusal !== null) {
    batch.taken.push(takenAs(open, refusal))
    return true
  }
  const judgement = judgedSafely(() =>
    open.recorded === null
      ? judge(batch, open)
      : accepted(batch, judgedTo(open.event, open.recorded.judgedAmount)),
  )
  if ('fault' in judgement) {
    batch.parked = parkedAs(open.event, judgement.fault)
    batch.recording.park(open.event, judgement.fault)
    return false
  }
  if ('refusal' in judgement) {
    batch.recording.refuse(open, judgement.refusal)
    batch.taken.push(takenAs(open, judgement.refusal))
    return true
  }
  const isAlone = standsAlone(judgement)
  if (isAlone && batch.taken.length > 0) return false
  if (open.recorded === null) batch.recording.accept(open, judgement)
  Object.assign(batch, { live: judgement.live, loan: judgement.loan })
  batch.accepted.push(judgement)
  batch.taken.push(takenAs(open, null))
  return !isAlone
}

function judge(
  { live, loan, streamId }: Pick<OwnBatch, 'live' | 'loan' | 'streamId'>,
  { event, targetNo }: Open,
): Accepted | { refusal: StepRefusal } | { fault: StepRefusal } {
  if (live.length >= MOST_LIVE && isFact(event)) return { fault: TOO_MANY }
  const naming = { loanId: streamId, transactionId: (id: string) => targetNo ?? id }
  const judgement = judgeNext(live, event, naming)
  if (!judgement.accepted) return { refusal: judgement.refusal }
  return accepted({ live, loan }, judgedTo(event, judgement.amount))
}

function accepted({ live, loan }: LoanStanding, event: LendingEvent): Accepted {
  const after = standingOf(liveAfter(event, live))
  const changes = splitChanges(splitsOf(loan), splitsOf(after.loan), event.eventId)
  return { event, ...after, changes }
}

function standsAlone({ event, changes }: Accepted): boolean {
  return !isFact(event) || changes.undone.length > 0 || changes.redone.length > 0
}

function splitsOf(loan: DerivedLoan | null): readonly Split[] {
  return loan?.splits ?? []
}
