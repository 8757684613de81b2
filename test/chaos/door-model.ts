import type { EventStatus } from '../../src/domain/events/event-status'
import { askedDate, printOf } from './request'
import type { Request, StreamItem } from './request'
import { possibleModels } from './stream-model'
import type { StreamModel } from './stream-model'

/** What the door says to a request, before any workflow has seen it. */
export type Verdict =
  | { status: 'STAGED' }
  | { status: 'DUPLICATE'; eventId: string; eventStatus: EventStatus }
  | { status: 'REFUSED'; code: string }

/**
 * What the door may say: a loan takes its events while requests come, so that it has taken
 * any number of those of which nobody has yet heard the outcome.
 */
export function possibleVerdicts(
  stream: readonly StreamItem[],
  settled: number,
  request: Request,
  today: string,
): Verdict[] {
  const cuts = Array.from({ length: stream.length - settled + 1 }, (_, more) => settled + more)
  return cuts
    .flatMap((taken) => possibleModels(stream, taken))
    .map((model) => verdict(stream, model, request, today))
}

function verdict(
  stream: readonly StreamItem[],
  model: StreamModel,
  request: Request,
  today: string,
): Verdict {
  if (request.invalid !== null) return refused(request.invalid)
  const { kind, key } = request
  const sameKey = key === null ? undefined : stream.find((item) => item.request.key === key)
  if (sameKey !== undefined) {
    return isSame(sameKey.request, request)
      ? duplicate(sameKey, model)
      : refused('IDEMPOTENCY_KEY_REUSED')
  }
  if (kind === 'REVERSAL') return verdictOnReversal(stream, model, request, today)

  const isLive = (item: StreamItem) => liveness(stream, model, item)
  const equal = stream.findLast((item) => isSame(item.request, request) && isLive(item))
  if (key === null && equal !== undefined) return duplicate(equal, model)

  const stands = (item: StreamItem) => ['STAGED', 'POSTED'].includes(statusOf(model, item))
  const disbursements = stream.filter(
    (item) => item.request.kind === 'DISBURSEMENT' && stands(item),
  )
  const live = disbursements.find(isLive)
  if (kind === 'DISBURSEMENT') return live === undefined ? STAGED : refused('ALREADY_DISBURSED')
  if (disbursements.length === 0) return refused('ORDER_VIOLATION')
  if (live !== undefined && live.request.body.customerId !== request.body.customerId) {
    return refused('CUSTOMER_MISMATCH')
  }
  const { revenueMonth } = request.body
  const reported = stream.some(
    (item) =>
      kind === 'REVENUE_REPORT' &&
      item.request.kind === kind &&
      isLive(item) &&
      item.request.body.revenueMonth === revenueMonth,
  )
  return reported ? refused('DUPLICATE_REVENUE_MONTH') : STAGED
}

function verdictOnReversal(
  stream: readonly StreamItem[],
  model: StreamModel,
  request: Request,
  today: string,
): Verdict {
  const target = stream.find(({ event }) => event.eventId === request.body.eventId)
  if (target === undefined) return refused('EVENT_NOT_FOUND')
  if (target.request.kind === 'REVERSAL') return refused('EVENT_NOT_REVERSIBLE')
  const status = statusOf(model, target)
  if (status === 'REVERSED') return refused('ALREADY_REVERSED')
  if (status === 'FAILED') return refused('EVENT_NOT_POSTED')
  const { effectiveDate, payload } = target.event
  const earliest = effectiveDate < payload.today ? effectiveDate : payload.today
  return (askedDate(request) ?? today) < earliest ? refused('VALIDATION_FAILED') : STAGED
}

/** Staged or posted, with no reversal of it waiting behind it. */
function liveness(stream: readonly StreamItem[], model: StreamModel, item: StreamItem): boolean {
  if (!['STAGED', 'POSTED'].includes(statusOf(model, item))) return false
  return !stream.some(({ event }) => {
    if (event.kind !== 'REVERSAL' || event.seq < item.event.seq) return false
    if (model.outcomeOf(event.eventId).status !== 'STAGED') return false
    const target = stream.find((one) => one.event.eventId === event.payload.eventId)
    const isCascade = event.payload.cascade && target?.request.kind === 'DISBURSEMENT'
    return target === item || isCascade
  })
}

function isSame(one: Request, other: Request): boolean {
  return printOf(one) === printOf(other) && askedDate(one) === askedDate(other)
}

function statusOf(model: StreamModel, { event }: StreamItem): EventStatus {
  return model.outcomeOf(event.eventId).status
}

const STAGED: Verdict = { status: 'STAGED' }

function duplicate(item: StreamItem, model: StreamModel): Verdict {
  const { eventId } = item.event
  return { status: 'DUPLICATE', eventId, eventStatus: statusOf(model, item) }
}

function refused(code: string): Verdict {
  return { status: 'REFUSED', code }
}
