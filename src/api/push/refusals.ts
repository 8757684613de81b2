import { idsNamed } from '../../domain/values/identifier'
import type { ApiCaller } from '../../identity/api-key-verifier'
import type { Database } from '../../platform/database'
import { errorMessage } from '../../platform/errors'
import type { Logger } from '../../platform/logger'
import type { StageRefused } from '../../stream/stage-request'
import type { ApiMetrics } from '../api-metrics'
import type { EventKind } from '../../domain/events/kinds'
import type { RefusalCode } from '../../domain/events/refusal'
import type { InvalidRequest } from './requests/pushed-request'
import { StandingId } from '../wire/standing-id'
import { keepRefused } from '../../stream/refused-requests'
import type { RefusedRow } from '../../stream/refused-requests'

export interface RefusedRequest extends Omit<InvalidRequest, 'code'> {
  code: string
  kind: EventKind
  loanId: unknown
}

/** Never throws: the sender gets its answer also when a refusal could not be kept. */
export interface RefusalKeeper {
  keep(caller: ApiCaller, refused: RefusedRequest): Promise<void>
}

export interface RefusalDeps {
  database: Database
  metrics: ApiMetrics
  logger: Logger
  /** Of each business; what is beyond it is counted. */
  mostOfAnHour: number
}

/** Keeps what was refused for an operator to see, without names. */
export class Refusals implements RefusalKeeper {
  readonly #deps: RefusalDeps

  constructor(deps: RefusalDeps) {
    this.#deps = deps
  }

  async keep(caller: ApiCaller, refused: RefusedRequest): Promise<void> {
    await this.keepAll(caller, [refused])
  }

  async keepAll({ business, keyPrefix }: ApiCaller, all: RefusedRequest[]): Promise<void> {
    if (all.length === 0) return
    const { database, metrics, logger, mostOfAnHour } = this.#deps
    for (const { kind, code } of all) metrics.refused(kind, code)
    try {
      const requests = all.map((refused) => toRow(refused, keyPrefix))
      await keepRefused(database, { businessId: business.id, mostOfAnHour, requests })
    } catch (error) {
      logger.error(
        { refused: all.length, business: business.id, reason: errorMessage(error) },
        'refused requests could not be kept',
      )
    }
  }
}

/** The loan that was named, as far as it can be shown. */
function shownLoanId(loanId: unknown): string | null {
  if (loanId instanceof StandingId) return loanId.text
  return typeof loanId === 'string' ? (idsNamed(loanId).at(-1) ?? null) : null
}

/** Gathers what a batch is refused, to be kept at once. */
export class GatheredRefusals implements RefusalKeeper {
  readonly all: RefusedRequest[] = []

  keep(_caller: ApiCaller, refused: RefusedRequest): Promise<void> {
    this.all.push(refused)
    return Promise.resolve()
  }
}

function toRow(
  { kind, code, message, fields, loanId }: RefusedRequest,
  sentBy: string,
): RefusedRow {
  return {
    loan_id: shownLoanId(loanId),
    kind,
    code,
    message,
    fields: fields.map(({ field, message: problem }) => ({ field, message: problem })),
    sent_by: sentBy,
  }
}

/** What the stream refused of what was pushed, as a refusal of the request. */
export function notStaged(refused: Omit<StageRefused, 'status'>): InvalidRequest {
  const code = refused.code as RefusalCode
  return { code, message: refused.message, fields: refused.fields ?? [] }
}
