import type { RequestHandler } from 'express'

import { sendJson } from '../json-answer'
import { callerOf } from '../middleware/authenticate'
import { refused } from './answers'
import { answerTo, refuse } from './push-handler'
import type { Answer, PushDeps } from './push-handler'
import { eventsOf, NO_BATCH, readBatchEvent } from './read-batch'
import { receivedAt } from './read-event'
import { stageRequest } from './staged-request'

/**
 * Takes many events at once: staged together in their order, their loans told once each. Every
 * event has its own answer; one that is refused leaves the others alone.
 */
export function batchHandler(deps: PushDeps): RequestHandler {
  return async (req, res) => {
    const caller = callerOf(res)
    const events = eventsOf(req.body)
    if (events === null) {
      sendJson(res, refused(NO_BATCH))
      return
    }
    const received = receivedAt(caller.business, deps.clock.now())
    const readings = events.map((event) => readBatchEvent(event, received))
    const requests = readings.flatMap((reading) =>
      reading.ok ? [stageRequest(caller, reading.event, reading.key)] : [],
    )
    const outcomes = await deps.intake.submitAll(requests)
    const staged = requests.map((request, place) => ({ request, outcome: outcomes[place] }))
    const answers: Answer[] = []
    for (const reading of readings) {
      if (!reading.ok) {
        const { kind, body, invalid } = reading
        answers.push(
          kind === null ? refused(invalid) : await refuse(deps, caller, kind, body, invalid),
        )
        continue
      }
      const { request, outcome } = staged.shift() ?? {}
      if (request === undefined || outcome === undefined) throw new Error('an event has no outcome')
      answers.push(await answerTo(deps, caller, request, outcome, 0))
    }
    sendJson(res, { success: true, answers })
  }
}
