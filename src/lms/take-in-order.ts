import type { LoanEvent } from '../domain/events/stream-event'
import { judgeEvent } from '../domain/pushed/judge-event'
import type { Judgement, LoanPosition } from '../domain/pushed/position'
import type { StepRefusal } from '../contract/step-results'
import {
  UNKNOWN_REASON,
  emptySplit,
  judgedSafely,
  nothingRecorded,
  parkedAs,
  takenAs,
} from './taken-batch'
import type { JudgedBatch } from './taken-batch'
import type { LoadedLoan, OpenEvent } from './load-loan'
import type { Transition } from './record-transitions'
import { refusalOfCorrection } from './refuse-correction'

/** Judges events in order, each on the position the one before left, up to the next reversal. */
export function judgeBatch(loaded: LoadedLoan, standing: LoanPosition): JudgedBatch {
  const batch: JudgedBatch = { taken: [], position: standing, parked: null, recording: null }
  const recording = nothingRecorded(loaded, standing)

  for (const open of loaded.events) {
    const { event } = open
    if (open.status === 'PARKED') {
      batch.parked = parkedAs(event, open.parkReason ?? UNKNOWN_REASON)
      break
    }
    if (event.kind === 'REVERSAL') break
    if (open.recorded !== null) {
      batch.taken.push(takenAs(open, open.recorded.refusal))
      continue
    }
    const before = batch.position
    const judgement = judgedSafely(() => judge(before, open, event))
    if ('fault' in judgement) {
      recording.park = { eventId: event.eventId, ...judgement.fault }
      batch.parked = parkedAs(event, judgement.fault)
      break
    }
    const transition = transitionOf(open, event, before, judgement)
    recording.transitions.push(transition)
    recording.seq = event.seq
    batch.taken.push(takenAs(open, transition.refusal))
    batch.position = judgement.accepted ? judgement.position : before
  }

  const isNew = recording.transitions.length > 0 || recording.park !== null
  return { ...batch, recording: isNew ? { ...recording, position: batch.position } : null }
}

/** A judgement; an event may have to fail with the code of another one, which may be anybody's. */
type Judged = Judgement | { accepted: false; refusal: StepRefusal }

function judge(position: LoanPosition, open: OpenEvent, event: LoanEvent): Judged {
  const refusal = refusalOfCorrection(open)
  return refusal === null ? judgeEvent(position, event) : { accepted: false, refusal }
}

function transitionOf(
  { generation }: OpenEvent,
  event: LoanEvent,
  before: LoanPosition,
  judgement: Judged,
): Transition {
  const { eventId, seq } = event
  return {
    eventId,
    causedBy: eventId,
    seq,
    generation,
    before,
    after: judgement.accepted ? judgement.position : before,
    split: judgement.accepted ? judgement.split : emptySplit(event),
    refusal: judgement.accepted ? null : judgement.refusal,
  }
}
