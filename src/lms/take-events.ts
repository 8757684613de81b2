import { judgeEvent } from '../domain/judge'
import type { LoanRef } from '../domain/loan-ref'
import { initialPosition } from '../domain/judge'
import type { LoanEvent } from '../domain/events'
import type { Judgement, LoanPosition, TransactionSplit } from '../domain/position'
import type { LmsResult, StepRefusal, TakenEvent } from '../domain/step-results'
import type { Database } from '../platform/database'
import { AppError, errorMessage } from '../platform/errors'
import { loadLoan } from './load'
import type { LoadedLoan, OpenEvent } from './load'
import { fromRecord } from './position-record'
import { recordTransitions } from './record'
import type { Recording, Transition } from './record'
import { standingView } from './standing'

const MAX_CONFLICTS = 5

/**
 * Step 1 of the saga: takes, strictly in order, what waits in the loan's stream, judges each
 * event by the domain's rules and records the transition or the refusal. Idempotent by event and
 * generation: what an earlier attempt recorded is answered from the record.
 */
export async function takeEvents(database: Database, loan: LoanRef): Promise<LmsResult> {
  for (let attempt = 0; attempt < MAX_CONFLICTS; attempt += 1) {
    const loaded = await loadLoan(database, loan)
    if (loaded === undefined) {
      throw new AppError('LOAN_NOT_FOUND', 'No event was ever staged for this loan.')
    }
    if (loaded.compensationOwed) return resultOf(loaded, [], positionOf(loaded), null)
    const batch = judgeBatch(loaded)
    if (batch.recording === null || (await recordTransitions(database, batch.recording))) {
      return resultOf(loaded, batch.taken, batch.position, batch.parked)
    }
  }
  throw new AppError('CONFLICT', 'The loan was changed by other attempts each time; try again.')
}

interface JudgedBatch {
  taken: TakenEvent[]
  position: LoanPosition
  parked: LmsResult['parked']
  recording: Recording | null
}

function judgeBatch(loaded: LoadedLoan): JudgedBatch {
  const taken: TakenEvent[] = []
  const transitions: Transition[] = []
  let position = positionOf(loaded)
  let parked: LmsResult['parked'] = null
  let park: Recording['park'] = null

  for (const open of loaded.events) {
    const { event } = open
    if (open.status === 'PARKED') {
      parked = parkedAs(event, open.parkReason ?? UNKNOWN_REASON)
      break
    }
    if (open.recorded !== null) {
      taken.push(takenAs(open, open.recorded.refusal))
      continue
    }
    const judgement = judgeSafely(position, event)
    if ('fault' in judgement) {
      park = { eventId: event.eventId, ...judgement.fault }
      parked = parkedAs(event, judgement.fault)
      break
    }
    const transition = transitionOf(open, position, judgement)
    transitions.push(transition)
    taken.push(takenAs(open, transition.refusal))
    position = transition.after
  }

  const last = transitions.at(-1)
  const recording =
    last === undefined && park === null
      ? null
      : {
          streamId: loaded.streamId,
          expectSeq: loaded.seq,
          seq: last?.seq ?? loaded.seq,
          position,
          transitions,
          park,
        }
  return { taken, position, parked, recording }
}

/** A rule that throws is one nobody knows how to handle: an operator must look. */
function judgeSafely(
  position: LoanPosition,
  event: LoanEvent,
): Judgement | { fault: StepRefusal } {
  try {
    return judgeEvent(position, event)
  } catch (error) {
    return { fault: { code: 'UNHANDLED', message: `LMS: ${errorMessage(error)}` } }
  }
}

function transitionOf(open: OpenEvent, before: LoanPosition, judgement: Judgement): Transition {
  const { event, generation } = open
  return {
    eventId: event.eventId,
    seq: event.seq,
    generation,
    before,
    after: judgement.accepted ? judgement.position : before,
    split: judgement.accepted ? judgement.split : emptySplit(event),
    refusal: judgement.accepted ? null : judgement.refusal,
  }
}

function emptySplit(event: LoanEvent): TransactionSplit {
  return {
    type: event.kind,
    date: event.effectiveDate,
    amount: 0n,
    principal: 0n,
    interest: 0n,
    fees: 0n,
    waived: 0n,
    overpayment: 0n,
  }
}

const UNKNOWN_REASON: StepRefusal = { code: 'UNHANDLED', message: 'No reason was kept.' }

function parkedAs(event: LoanEvent, reason: StepRefusal): LmsResult['parked'] {
  return { eventId: event.eventId, seq: event.seq, reason }
}

function takenAs({ event, generation }: OpenEvent, refusal: StepRefusal | null): TakenEvent {
  const { seq, eventId, kind, effectiveDate: date } = event
  const taken = { seq, generation, eventId, kind, date }
  return refusal === null ? taken : { ...taken, refusal }
}

function positionOf(loaded: LoadedLoan): LoanPosition {
  return loaded.position === null ? initialPosition() : fromRecord(loaded.position)
}

function resultOf(
  loaded: LoadedLoan,
  taken: TakenEvent[],
  position: LoanPosition,
  parked: LmsResult['parked'],
): LmsResult {
  return {
    streamId: loaded.streamId,
    taken,
    standing: standingView(position, loaded.currency),
    compensationOwed: loaded.compensationOwed,
    parked,
  }
}
