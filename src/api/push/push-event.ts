import type { EventKind, PushedKind } from '../../domain/events/kinds'
import type { FieldError } from '../../platform/errors'
import type { ApiCaller } from '../../identity/api-key-verifier'
import type { Duplicate, Staged, StageOutcome, PushedRequest } from '../../stream/stage-request'
import type { EventContent } from '../../domain/events/details'
import { findEvent } from '../../views/event-view'
import { reply } from '../routing/route'
import type { Asked, Reply } from '../routing/route'
import { givenKey, idempotencyKey } from '../wire/idempotency-key'
import { preferredWait } from '../wire/prefer'
import type { AcceptedAnswer, DryRunAnswer, FailedAnswer, RefusedAnswer } from './answer-schemas'
import { admitStanding } from './admit-standing'
import { accepted, QUEUED, refused, settled, withReversal } from './answers'
import type { AnswerDeps } from './push-route'
import { dryRun } from './dry-run'
import { refusedElsewhere } from './elsewhere'
import { notStaged } from './refusals'
import type { InvalidRequest, Pushed, Reading } from './requests/pushed-request'
import { stageRequest } from './staged-request'
import { stageWarnings, warningsOf } from './warnings'
import { receivedAt } from '../wire/received'
import type { Received } from '../wire/received'

const NO_DRY_RUN = notStaged({
  code: 'NOT_SUPPORTED_YET',
  message: 'The books are kept by another Accounting, which cannot be asked what it would do.',
})

/** What is known of an event when nobody waited for it. */
export type Answer = AcceptedAnswer | RefusedAnswer

/** What makes of a body what is to be staged. */
type Reader = (
  body: unknown,
  received: Received,
  extra: FieldError[],
) => Reading<Pushed> | Promise<Reading<Pushed>>

/** Reads, stages and answers one request; what is refused is kept as one of the kind. */
export async function pushEvent(
  deps: AnswerDeps,
  { caller, body: sent, http }: Asked<ApiCaller, unknown, unknown, unknown>,
  { kind, read }: { kind: PushedKind; read: Reader },
): Promise<Reply<200, Answer | FailedAnswer | DryRunAnswer>> {
  const [body, header] = await admitStanding(deps.database, caller.business.id, [
    sent,
    { key: givenKey(http) },
  ])
  const { key, errors } = idempotencyKey(http, (header as { key: unknown }).key)
  const reading = await read(body, receivedAt(caller.business, deps.clock.now()), errors)
  if (!reading.ok) {
    return reply(200, await refuse(deps, caller, kind, body, reading.invalid))
  }
  const elsewhere = refusedElsewhere(deps, reading.value)
  if (elsewhere !== null) return reply(200, await refuse(deps, caller, kind, body, elsewhere))
  const request = stageRequest(caller, reading.value, key)
  if (reading.dryRun) {
    const { rehearsals } = deps
    const answer =
      rehearsals === undefined
        ? refused(NO_DRY_RUN)
        : await dryRun(rehearsals, caller.business, request)
    return reply(200, answer)
  }
  const wait = preferredWait(http.get('Prefer'))
  // Told back as RFC 7240 has it.
  const headers = wait === null ? {} : { 'Preference-Applied': `wait=${wait}` }
  return reply(200, await stage(deps, caller, request, wait ?? 0), headers)
}

/** Keeps a refusal and answers it. */
export async function refuse(
  { refusals }: Pick<AnswerDeps, 'refusals'>,
  caller: ApiCaller,
  kind: EventKind,
  body: unknown,
  invalid: InvalidRequest,
): Promise<RefusedAnswer> {
  const loanId: unknown = (body as { loanId?: unknown } | null)?.loanId
  await refusals.keep(caller, { ...invalid, kind, loanId })
  return refused(invalid)
}

async function stage(
  deps: AnswerDeps,
  caller: ApiCaller,
  request: PushedRequest,
  waitSeconds: number,
): Promise<Answer | FailedAnswer> {
  const isWaitedFor = waitSeconds > 0
  const outcome = await deps.intake.submit(request, isWaitedFor ? waitSeconds * 1000 : null)
  const answer = await answerTo(deps, caller, request, outcome, isWaitedFor)
  return isWaitedFor && answer.success ? settled(answer) : answer
}

/** The answer to a request of which the stream has said what becomes of it. */
export async function answerTo(
  deps: AnswerDeps,
  caller: ApiCaller,
  request: PushedRequest,
  outcome: StageOutcome,
  isWaitedFor: boolean,
): Promise<Answer> {
  if (outcome.status === 'REFUSED') {
    return refuse(deps, caller, request.kind, request, notStaged(outcome))
  }
  deps.metrics.taken(request.kind, outcome.status)
  const warnings = stageWarnings(outcome)
  if (outcome.status === 'STAGED' && !isWaitedFor) return queued(request, outcome, warnings)

  const answer = await presentState(deps, caller, outcome)
  return { ...answer, warnings: [...answer.warnings, ...warnings] }
}

/** The event is durable; nothing more is known, and nothing more is asked. */
function queued(request: PushedRequest, staged: Staged, warnings: string[]): AcceptedAnswer {
  const { eventId, sequence, receivedAt: at } = staged
  const content = { kind: request.kind, payload: request.payload } as EventContent
  return {
    success: true,
    eventId,
    loanId: request.loanId,
    type: request.kind,
    staging: { status: 'STAGED', sequence, receivedAt: at },
    push: QUEUED,
    warnings: [...warningsOf(content, request.effectiveDate), ...warnings],
    ...withReversal(staged.reversal),
  }
}

export async function presentState(
  { database }: AnswerDeps,
  { business }: ApiCaller,
  { eventId, status }: Staged | Duplicate,
): Promise<AcceptedAnswer> {
  const view = await findEvent(database, business.id, eventId)
  if (view === null) throw new Error(`event ${eventId} was staged and is not there`)
  return accepted(view, business.exponent, status)
}
