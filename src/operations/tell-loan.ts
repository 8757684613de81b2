import type { Logger } from 'pino'

import type { LoanRef } from '../contract/loan-ref'
import { envelopeOf } from '../contract/event-envelope'
import type { StreamEvent } from '../domain/events/stream-event'
import type { Database } from '../platform/database'
import { errorMessage } from '../platform/errors'
import { tellSoon } from '../stream/relay-schedule'
import type { LoanTeller } from '../temporal/loan-teller'

export interface TellDependencies {
  database: Database
  /** Without one the relay tells, within seconds where a worker runs. */
  teller?: Pick<LoanTeller, 'signal'>
  logger: Logger
}

/** Wakes a loan's workflow for a staged event of a business; what fails is left to the relay. */
export async function tellLoan(
  { database, teller, logger }: TellDependencies,
  businessId: string,
  eventId: string,
): Promise<void> {
  const [found] = await database.query<{ loan: LoanRef; event: StreamEvent }>(
    'told_event',
    `SELECT loan_ref(s) AS loan, event_json(e) AS event
     FROM loan_event e JOIN loan_stream s ON s.id = e.stream_id
     WHERE e.business_id = $1 AND e.id = $2`,
    [businessId, eventId],
  )
  if (found === undefined) return
  const told = { loan: found.loan, envelope: envelopeOf(found.event) }
  try {
    if (teller === undefined) await tellSoon(database, told.loan)
    else await teller.signal(told)
  } catch (error) {
    logger.warn(
      { eventId, reason: errorMessage(error) },
      'a loan could not be told of an operator’s decision; the relay will tell it',
    )
    if (teller !== undefined) await leaveToRelay(database, told.loan, logger)
  }
}

/** The stream's own time for telling again stands: without this the relay is only later. */
async function leaveToRelay(database: Database, loan: LoanRef, logger: Logger): Promise<void> {
  try {
    await tellSoon(database, loan)
  } catch (error) {
    logger.warn({ reason: errorMessage(error) }, 'could not call the relay')
  }
}
