import { EmbeddedAccounting } from '../../src/accounting/embedded-accounting'
import type { ReversalEvent, PushedStreamEvent } from '../../src/domain/events/stream-event'
import { embeddedLms } from '../../src/lms/lms-gateway'
import type { Database } from '../../src/platform/database'
import { StageQueue } from '../../src/stream/stage-queue'
import { eventIdOf } from '../support/loan-events'
import { LoanRequests } from '../support/loan-requests'

/**
 * Stages the events of a loan in their order; throws where one is refused. A reversal names its
 * event by the id that test/support/loan-events gave it.
 */
export async function stageLoan(
  database: Database,
  businessId: string,
  loanId: string,
  events: readonly PushedStreamEvent[],
): Promise<void> {
  const queue = new StageQueue(database)
  const requests = new LoanRequests({ businessId, loanId })
  const ids = new Map<string, string>()
  for (const event of events) {
    const request = isReversal(event)
      ? requests.reversal(ids.get(event.payload.eventId) ?? '', { cascade: event.payload.cascade })
      : requests.of(event)
    const idempotencyKey = `${loanId}/${event.seq}`
    const outcome = await queue.stage({ ...request, idempotencyKey })
    if (outcome.status !== 'STAGED') throw new Error(JSON.stringify(outcome))
    ids.set(eventIdOf(event.seq), outcome.eventId)
  }
}

/** Stages the events of a loan, then runs both steps of the saga over them, without Temporal. */
export async function postLoan(
  database: Database,
  businessId: string,
  loanId: string,
  events: readonly PushedStreamEvent[],
): Promise<void> {
  await stageLoan(database, businessId, loanId, events)
  const lms = embeddedLms(database)
  const accounting = new EmbeddedAccounting(database)
  for (let more = true; more;) {
    const { streamId, taken } = await lms.take({ businessId, loanId })
    more = (await accounting.post({ streamId, taken })).more
  }
}

function isReversal(event: PushedStreamEvent): event is ReversalEvent {
  return event.kind === 'REVERSAL'
}
