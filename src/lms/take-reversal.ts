import type { LoanEvent, ReversalEvent } from '../domain/events/stream-event'
import type { LoanPosition } from '../domain/pushed/position'
import type { Refusal } from '../domain/events/refusal'
import { judgeCorrection } from '../domain/restatement/judge-correction'
import type { ReversedPosition } from '../domain/restatement/judge-reversal'
import { refusalOfTarget } from '../domain/restatement/refuse-target'
import type { LoanHistory } from './load-history'
import { emptySplit, judgedSafely, nothingRecorded, parkedAs, takenAs } from './taken-batch'
import type { JudgedBatch } from './taken-batch'
import type { LoadedLoan, OpenEvent } from './load-loan'
import type { Transition } from './record-transitions'

/** Judges a reversal against the loan's history; it is a batch of its own. */
export function judgeReversalBatch(
  loaded: LoadedLoan,
  standing: LoanPosition,
  open: OpenEvent,
  event: ReversalEvent,
  history: LoanHistory,
): JudgedBatch {
  const replacement = replacementOf(loaded, event)
  const recording = nothingRecorded(loaded, standing)
  const judgement = judgedSafely(() => judge(event, history, replacement))
  if ('fault' in judgement) {
    return {
      taken: [],
      position: standing,
      parked: parkedAs(event, judgement.fault),
      recording: { ...recording, park: { eventId: event.eventId, ...judgement.fault } },
    }
  }
  const { eventId: causedBy, seq } = event
  const { generation } = open
  const position = judgement.accepted ? judgement.position : standing
  const refusal = judgement.accepted ? null : judgement.refusal
  const own: Transition = {
    eventId: causedBy,
    causedBy,
    generation,
    seq,
    split: emptySplit(event),
    before: standing,
    after: position,
    refusal,
  }
  const redone = judgement.accepted ? judgement.redone : []
  const undone = judgement.accepted ? judgement.undone : []
  return {
    taken: [takenAs(open, refusal)],
    position,
    parked: null,
    recording: {
      ...recording,
      seq,
      position,
      transitions: [
        own,
        ...redone.map(({ event: { eventId, seq: place }, split }) => ({
          eventId,
          causedBy,
          generation,
          seq: place,
          split,
          before: null,
          after: null,
          refusal: null,
        })),
      ],
      undone: undone.map(({ event: { eventId } }) => ({ eventId, causedBy, generation })),
    },
  }
}

/** What was staged with the reversal, right behind it, to replace the event that it undoes. */
function replacementOf({ events }: LoadedLoan, { eventId }: ReversalEvent): LoanEvent | null {
  const linked = events.find(({ reversal }) => reversal?.eventId === eventId)
  return linked === undefined || linked.event.kind === 'REVERSAL' ? null : linked.event
}

function judge(
  event: ReversalEvent,
  { target, posted }: LoanHistory,
  replacement: LoanEvent | null,
): ReversedPosition | { accepted: false; refusal: Refusal } {
  const refusal = refusalOfTarget(target)
  return refusal === null
    ? judgeCorrection(posted, event, replacement)
    : { accepted: false, refusal }
}
