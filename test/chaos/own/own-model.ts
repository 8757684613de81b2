import { strict as assert } from 'node:assert'

import { judgedTo } from '../../../src/contract/stored-events'
import { deriveIfAny } from '../../../src/domain/engine/derive'
import type { DerivedLoan } from '../../../src/domain/engine/derived-loan'
import { judgeNext } from '../../../src/domain/engine/judge/judge-next'
import { liveAfter, withdrawnBy } from '../../../src/domain/engine/live-events'
import type { LendingEvent, LendingFact } from '../../../src/domain/events/lending/lending-event'
import type { OwnRequest } from './own-request'
import type { RecordedEvent, RecordedLoan } from './recorded-loan'

export interface OwnOutcome {
  status: 'POSTED' | 'FAILED' | 'REVERSED'
  code: string | null
  reversedBy: string | null
}

/** Names are in texts only, which are not derived here. */
const NAMING = { loanId: '' }

/** What the rules make of the commands of a loan, in the order of its stream. */
export class OwnModel {
  readonly outcomes = new Map<string, OwnOutcome>()
  /** What it is derived from. */
  live: readonly LendingFact[] = []
  /** After each event; null as long as there is no loan. */
  readonly states: (DerivedLoan | null)[] = []

  constructor(events: readonly LendingEvent[]) {
    for (const event of events) this.take(event)
  }

  get loan(): DerivedLoan | null {
    return this.states.at(-1) ?? null
  }

  take(event: LendingEvent): OwnOutcome {
    const judgement = judgeNext(this.live, event, NAMING)
    const outcome: OwnOutcome = judgement.accepted
      ? { status: 'POSTED', code: null, reversedBy: null }
      : { status: 'FAILED', code: judgement.refusal.code, reversedBy: null }
    this.outcomes.set(event.eventId, outcome)
    if (judgement.accepted) {
      for (const { eventId } of withdrawnBy(event, this.live)) {
        this.outcomes.set(eventId, { status: 'REVERSED', code: null, reversedBy: event.eventId })
      }
      this.live = liveAfter(judgedTo(event, judgement.amount), this.live)
    }
    this.states.push(deriveIfAny(this.live))
    return outcome
  }

  /** The events that stand. */
  stands(eventId: string): boolean {
    return this.outcomes.get(eventId)?.status === 'POSTED'
  }
}

/**
 * The events of a loan as its sender has said them; what the clock and the two sides of a transfer
 * brought as they are recorded, since nobody sent them.
 */
export function saidEvents(
  loan: RecordedLoan,
  byNote: ReadonlyMap<string, OwnRequest>,
): LendingEvent[] {
  return loan.events.map((recorded) => {
    const { eventId, seq } = recorded
    if (recorded.note === null) return recorded as unknown as LendingEvent
    const request = byNote.get(recorded.note)
    assert.ok(request !== undefined, `event ${seq} of loan ${loan.no} was never sent`)
    const said = request.said
    return { ...said, eventId, seq, payload: resolved(request, recorded, loan) } as LendingEvent
  })
}

/** With the ids that the sender knows by their numbers. */
function resolved(
  { said: { payload }, charge }: OwnRequest,
  recorded: RecordedEvent,
  loan: RecordedLoan,
): object {
  if (recorded.kind === 'REVERSAL') return { ...payload, eventId: idIn(recorded, 'eventId') }
  if (recorded.kind === 'CREDIT_OUT') {
    const [transferId, toLoanId] = [idIn(recorded, 'transferId'), idIn(recorded, 'toLoanId')]
    return { ...payload, transferId, toLoanId }
  }
  if (charge === null) return payload
  const of = loan.charges.find(({ no }) => no === charge)
  assert.ok(of !== undefined, `loan ${loan.no} has no charge ${charge}`)
  return { ...payload, chargeEventId: of.eventId, index: of.index }
}

function idIn({ payload }: RecordedEvent, name: string): string {
  return String((payload as unknown as Record<string, unknown>)[name])
}
