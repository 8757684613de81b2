import type { ApiCaller } from '../../identity/api-key-verifier'
import { correctedEvents } from '../../stream/corrected-events'
import type { StageOutcome, PushedRequest } from '../../stream/stage-request'
import { findBareEvents } from '../../views/bare-events'
import type { RefusedAnswer } from './answer-schemas'
import { admitStanding } from './admit-standing'
import { accepted, refused } from './answers'
import { answerTo, refuse } from './push-event'
import type { Answer } from './push-event'
import type { AnswerDeps, PushDeps } from './push-route'
import { sayable } from './elsewhere'
import { correctedIn, eventsOf, NO_BATCH, readBatchEvent } from './read-batch'
import { GatheredRefusals } from './refusals'
import { stageRequest } from './staged-request'
import { receivedAt } from '../wire/received'

interface Judged {
  request: PushedRequest
  outcome: StageOutcome
}

/**
 * Takes many events at once: staged together in their order, their loans told once each. Every
 * event has its own answer; one that is refused leaves the others alone.
 */
export async function takeBatch(
  given: PushDeps,
  caller: ApiCaller,
  body: unknown,
): Promise<{ success: true; answers: Answer[] } | RefusedAnswer> {
  const events = eventsOf(body)
  if (events === null) return refused(NO_BATCH)
  const refusals = new GatheredRefusals()
  const deps = { ...given, refusals }
  const received = receivedAt(caller.business, deps.clock.now())
  const admitted = await admitStanding(deps.database, caller.business.id, events)
  const named = correctedIn(admitted)
  const corrected = await correctedEvents(deps.database, caller.business.id, named)
  const readings = admitted
    .map((event) => readBatchEvent(event, received, corrected))
    .map((reading) => sayable(deps, reading))
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
    const { kind, body: event, invalid } = reading
    // What names no kind is no event of one that could be kept.
    const isKept = kind !== null
    answers.push(isKept ? await refuse(deps, caller, kind, event, invalid) : refused(invalid))
  }
  await given.refusals.keepAll(caller, refusals.all)
  return { success: true, answers }
}

async function stage({ intake }: AnswerDeps, requests: PushedRequest[]): Promise<Judged[]> {
  const outcomes = requests.length === 0 ? [] : await intake.submitAll(requests)
  return requests.flatMap((request, place) => {
    const outcome = outcomes[place]
    return outcome === undefined ? [] : [{ request, outcome }]
  })
}

/** As of single events, save that a repeat has its outcome but not what it did to the books. */
async function answersTo(deps: AnswerDeps, caller: ApiCaller, judged: Judged[]): Promise<Answer[]> {
  const { id, exponent } = caller.business
  const repeated = judged.flatMap(({ outcome }) =>
    outcome.status === 'DUPLICATE' ? [outcome.eventId] : [],
  )
  const repeats = await findBareEvents(deps.database, id, repeated)
  const answers: Answer[] = []
  for (const { request, outcome } of judged) {
    const repeat = outcome.status === 'DUPLICATE' ? repeats.get(outcome.eventId) : undefined
    if (repeat === undefined) {
      answers.push(await answerTo(deps, caller, request, outcome, false))
    } else {
      deps.metrics.taken(request.kind, 'DUPLICATE')
      answers.push(accepted(repeat, exponent, 'DUPLICATE'))
    }
  }
  return answers
}
