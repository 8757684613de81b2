import { createHash } from 'node:crypto'

import { EmbeddedAccounting } from '../../src/accounting/embedded-accounting'
import type { LoanEvent } from '../../src/domain/events'
import { canonicalContent } from '../../src/domain/fingerprint'
import { embeddedLms } from '../../src/lms/gateway'
import type { Database } from '../../src/platform/database'
import type { StageRequest } from '../../src/stream/stage-request'
import { StageQueue } from '../../src/stream/stage-queue'

/** Stages the events of a loan in their order; throws where one is refused. */
export async function stageLoan(
  database: Database,
  businessId: string,
  loanId: string,
  events: readonly LoanEvent[],
): Promise<void> {
  const queue = new StageQueue(database)
  for (const event of events) {
    const outcome = await queue.stage(requestOf(businessId, loanId, event))
    if (outcome.status !== 'STAGED') throw new Error(JSON.stringify(outcome))
  }
}

/** Stages the events of a loan, then runs both steps of the saga over them, without Temporal. */
export async function postLoan(
  database: Database,
  businessId: string,
  loanId: string,
  events: readonly LoanEvent[],
  accounting = new EmbeddedAccounting(database),
): Promise<void> {
  await stageLoan(database, businessId, loanId, events)
  const lms = embeddedLms(database)
  for (let more = true; more;) {
    const { streamId, taken, parked } = await lms.take({ businessId, loanId })
    const posted = await accounting.post({ streamId, taken })
    more = posted.more && parked === null
    if (posted.compensationOwed) more = (await lms.compensate(streamId)).more
  }
}

function requestOf(businessId: string, loanId: string, event: LoanEvent): StageRequest {
  const { kind, payload, effectiveDate } = event
  const content = canonicalContent(kind, loanId, payload)
  return {
    businessId,
    loanId,
    home: 'PUSH',
    kind,
    payload,
    effectiveDate,
    fingerprint: createHash('sha256').update(content).digest('hex'),
    idempotencyKey: `${loanId}/${event.seq}`,
    sentBy: 'test',
    customerName: 'Asha Mwakyusa',
  }
}
