import type { Request, RequestHandler, Response } from 'express'

import type { ApiCaller } from '../../identity/api-key-verifier'
import type { Clock } from '../../platform/clock'
import type { Database } from '../../platform/database'
import type { Intake } from '../../stream/intake'
import type { Duplicate, Staged, StageOutcome, StageRequest } from '../../stream/stage-request'
import { findEvent } from '../../views/event-view'
import type { EventContent } from '../../views/event-record'
import type { ApiMetrics } from '../api-metrics'
import { sendJson } from '../json-answer'
import { callerOf } from '../middleware/authenticate'
import type { AcceptedAnswer, FailedAnswer, RefusedAnswer } from './answer-schemas'
import { accepted, QUEUED, refused, settled } from './answers'
import { dryRun } from './dry-run'
import { idempotencyKey } from '../wire/idempotency-key'
import { preferredWait } from '../wire/prefer'
import type { EventKind } from '../../domain/events/kinds'
import { receivedAt } from './read-event'
import type { InvalidRequest, PushedEvent, PushedReversal, RequestReader } from './read-event'
import { notStaged } from './refusals'
import type { Refusals } from './refusals'
import { stageRequest } from './staged-request'
import { EQUAL_TO_REVERSED, warningsOf } from './warnings'

export interface PushDeps {
  database: Database
  intake: Intake
  clock: Clock
  metrics: ApiMetrics
  refusals: Refusals
  /** The books are kept by another deployment: what it would answer is not known here. */
  booksElsewhere?: boolean
}

const NO_DRY_RUN = notStaged({
  code: 'NOT_SUPPORTED_YET',
  message: 'The books are kept by another Accounting, which cannot be asked what it would do.',
})

export type Answer = AcceptedAnswer | FailedAnswer | RefusedAnswer

/** Reads, stages and answers one kind of event. */
export function pushHandler(
  deps: PushDeps,
  kind: EventKind,
  read: RequestReader<PushedEvent | PushedReversal>,
): RequestHandler {
  return async (req, res) => {
    const caller = callerOf(res)
    const { key, errors } = idempotencyKey(req)
    const reading = read(req.body, receivedAt(caller.business, deps.clock.now()), errors)
    if (!reading.ok) {
      sendJson(res, await refuse(deps, caller, kind, req.body, reading.invalid))
      return
    }
    const request = stageRequest(caller, reading.value, key)
    if (reading.dryRun) {
      const answer = deps.booksElsewhere
        ? refused(NO_DRY_RUN)
        : await dryRun(deps.database, caller.business, request)
      sendJson(res, answer)
      return
    }
    sendJson(res, await stage(deps, caller, request, appliedWait(req, res)))
  }
}

/** Keeps a refusal and answers it. */
export async function refuse(
  { refusals }: Pick<PushDeps, 'refusals'>,
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
  deps: PushDeps,
  caller: ApiCaller,
  request: StageRequest,
  waitSeconds: number,
): Promise<Answer> {
  const outcome = await deps.intake.submit(request, waitSeconds > 0 ? waitSeconds * 1000 : null)
  return answerTo(deps, caller, request, outcome, waitSeconds)
}

/** The answer to a request of which the stream has said what becomes of it. */
export async function answerTo(
  deps: PushDeps,
  caller: ApiCaller,
  request: StageRequest,
  outcome: StageOutcome,
  waitSeconds: number,
): Promise<Answer> {
  if (outcome.status === 'REFUSED') {
    const invalid = notStaged(outcome)
    return refuse(deps, caller, request.kind, request, invalid)
  }
  deps.metrics.taken(request.kind, outcome.status)
  const warnings =
    outcome.status === 'STAGED' && outcome.warnings.includes('EQUAL_TO_REVERSED')
      ? [EQUAL_TO_REVERSED]
      : []
  if (outcome.status === 'STAGED' && waitSeconds === 0) return queued(request, outcome, warnings)

  const answer = await presentState(deps, caller, outcome)
  const withWarnings = { ...answer, warnings: [...answer.warnings, ...warnings] }
  return waitSeconds > 0 ? settled(withWarnings) : withWarnings
}

/** The event is durable; nothing more is known, and nothing more is asked. */
function queued(request: StageRequest, staged: Staged, warnings: string[]): AcceptedAnswer {
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
  }
}

async function presentState(
  { database }: PushDeps,
  { business }: ApiCaller,
  { eventId, status }: Staged | Duplicate,
): Promise<AcceptedAnswer> {
  const view = await findEvent(database, business.id, eventId)
  if (view === null) throw new Error(`event ${eventId} was staged and is not there`)
  return accepted(view, business.exponent, status)
}

/** The seconds to wait, told back as RFC 7240 has it; 0 where none are asked for. */
function appliedWait(req: Request, res: Response): number {
  const wait = preferredWait(req.get('Prefer'))
  if (wait !== null) res.setHeader('Preference-Applied', `wait=${wait}`)
  return wait ?? 0
}
