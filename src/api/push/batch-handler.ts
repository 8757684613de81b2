import type { RequestHandler } from 'express'

import type { ApiCaller } from '../../identity/api-key-verifier'
import type { StageOutcome, StageRequest } from '../../stream/stage-request'
import { findBareEvents } from '../../views/bare-events'
import { sendJson } from '../json-answer'
import { callerOf } from '../middleware/authenticate'
import { accepted, refused } from './answers'
import { answerTo, refuse } from './push-handler'
import type { Answer, PushDeps } from './push-handler'
import { eventsOf, NO_BATCH, readBatchEvent } from './read-batch'
import { receivedAt } from './read-event'
import { stageRequest } from './staged-request'

interface Judged {
  request: StageRequest
  outcome: StageOutcome
}

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
    const staged = await answersTo(deps, caller, await stage(deps, requests))
    const answers: Answer[] = []
    for (const reading of readings) {
      if (reading.ok) {
        answers.push(...staged.splice(0, 1))
        continue
      }
      const { kind, body, invalid } = reading
      // What names no kind is no event of one that could be kept.
      const isKept = kind !== null
      answers.push(isKept ? await refuse(deps, caller, kind, body, invalid) : refused(invalid))
    }
    sendJson(res, { success: true, answers })
  }
}

async function stage({ intake }: PushDeps, requests: StageRequest[]): Promise<Judged[]> {
  const outcomes = requests.length === 0 ? [] : await intake.submitAll(requests)
  return requests.flatMap((request, place) => {
    const outcome = outcomes[place]
    return outcome === undefined ? [] : [{ request, outcome }]
  })
}

/** As of single events, save that a repeat has its outcome but not what it did to the books. */
async function answersTo(deps: PushDeps, caller: ApiCaller, judged: Judged[]): Promise<Answer[]> {
  const { id, exponent } = caller.business
  const repeated = judged.flatMap(({ outcome }) =>
    outcome.status === 'DUPLICATE' ? [outcome.eventId] : [],
  )
  const repeats = await findBareEvents(deps.database, id, repeated)
  const answers: Answer[] = []
  for (const { request, outcome } of judged) {
    const repeat = outcome.status === 'DUPLICATE' ? repeats.get(outcome.eventId) : undefined
    if (repeat === undefined) {
      answers.push(await answerTo(deps, caller, request, outcome, 0))
    } else {
      deps.metrics.taken(request.kind, 'DUPLICATE')
      answers.push(accepted(repeat, exponent, 'DUPLICATE'))
    }
  }
  return answers
}
