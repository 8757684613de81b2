import type { Logger } from 'pino'

import type { ToldEvent } from '../contract/loan-messages'
import { envelopeOf } from '../contract/event-envelope'
import type { StreamEvent } from '../domain/events/stream-event'
import type { Database } from '../platform/database'
import { errorMessage } from '../platform/errors'
import type { LoanTeller } from '../temporal/loan-teller'
import type { Intake } from './intake'
import { OutcomeWatch } from './outcome-watch'
import { tellSoon } from './relay-schedule'
import { StageQueue } from './stage-queue'
import type { Duplicate, Staged, StageRequest } from './stage-request'
import { TellQueue } from './tell-queue'

export interface IntakeDependencies {
  database: Database
  teller: Pick<LoanTeller, 'signal' | 'process'>
  logger: Logger
}

export interface RunningIntake extends Intake {
  /** Resolves when every loan that must be told is told, or left to the relay. */
  drain(): Promise<void>
}

export function createIntake({ database, teller, logger }: IntakeDependencies): RunningIntake {
  const stageQueue = new StageQueue(database)
  const watch = new OutcomeWatch(database, logger)
  const tells = new TellQueue({
    tell: (event) => teller.signal(event),
    leaveToRelay: (event) => tellSoon(database, event.loan),
    logger,
  })

  return {
    async submit(request, waitMs) {
      const outcome = await stageQueue.stage(request)
      if (outcome.status !== 'REFUSED') await tellAndWait(request, outcome, waitMs)
      return outcome
    },
    async command(request, waitMs) {
      const outcome = await stageQueue.stage(request)
      if (outcome.status !== 'REFUSED') await tellAndWait(request, outcome, waitMs)
      return outcome
    },
    async submitAll(requests) {
      const outcomes = await stageQueue.stageTogether(requests)
      requests.forEach((request, place) => {
        const outcome = outcomes[place]
        if (outcome?.status === 'STAGED' && outcome.tell) tells.add(toldEvent(request, outcome))
      })
      return outcomes
    },
    async settled(eventId, waitMs) {
      await watch.settled(eventId, waitMs)
    },
    drain: () => tells.drain(),
  }

  async function tellAndWait(
    request: StageRequest,
    outcome: Staged | Duplicate,
    waitMs: number | null,
  ): Promise<void> {
    const told = outcome.status === 'STAGED' && outcome.tell ? toldEvent(request, outcome) : null
    if (waitMs === null) {
      if (told !== null) tells.add(told)
    } else if (told !== null) {
      await processAndWait(told, waitMs)
    } else {
      await watch.settled(outcome.eventId, waitMs)
    }
  }

  /** The update answers fastest, but a worker may be missing: then the row and the relay serve. */
  async function processAndWait(told: ToldEvent, waitMs: number): Promise<void> {
    const deadline = Date.now() + waitMs
    try {
      const answer = await teller.process(told, deadline)
      if (answer.status !== 'SEE_ROW') return
    } catch (error) {
      if (Date.now() < deadline) {
        const { eventId } = told.envelope
        logger.warn({ eventId, reason: errorMessage(error) }, 'a loan did not take an update')
      }
      tells.add(told)
    }
    const left = deadline - Date.now()
    if (left > 0) await watch.settled(told.envelope.eventId, left)
  }
}

function toldEvent(request: StageRequest, staged: Staged): ToldEvent {
  const { businessId, loanId, kind, payload, effectiveDate } = request
  const { eventId, sequence: seq } = staged
  const event = { eventId, seq, kind, effectiveDate, payload } as StreamEvent
  return { loan: { businessId, loanId }, envelope: envelopeOf(event) }
}
