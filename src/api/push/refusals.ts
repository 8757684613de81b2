import { idsNamed } from '../../domain/values/identifier'
import type { ApiCaller } from '../../identity/api-key-verifier'
import type { Database } from '../../platform/database'
import { errorMessage } from '../../platform/errors'
import type { Logger } from '../../platform/logger'
import type { StageRefused } from '../../stream/stage-request'
import type { ApiMetrics } from '../api-metrics'
import type { EventKind } from '../../domain/events/kinds'
import type { InvalidRequest } from './requests/pushed-request'
import { StandingId } from '../wire/standing-id'

export interface RefusedRequest extends InvalidRequest {
  kind: EventKind
  loanId: unknown
}

/** Keeps what was refused for an operator to see, without names. */
export class Refusals {
  readonly #database: Database
  readonly #metrics: ApiMetrics
  readonly #logger: Logger

  constructor(database: Database, metrics: ApiMetrics, logger: Logger) {
    this.#database = database
    this.#metrics = metrics
    this.#logger = logger
  }

  /** Never throws: the sender gets its answer also when it could not be kept. */
  async keep({ business, keyPrefix }: ApiCaller, refused: RefusedRequest): Promise<void> {
    const { kind, code, message, fields, loanId } = refused
    this.#metrics.refused(kind, code)
    try {
      await this.#database.prisma.refusedRequest.create({
        data: {
          businessId: business.id,
          loanId: shownLoanId(loanId),
          kind,
          code,
          message,
          fields: fields.map(({ field, message: problem }) => ({ field, message: problem })),
          sentBy: keyPrefix,
        },
        select: { id: true },
      })
    } catch (error) {
      this.#logger.error(
        { kind, code, business: business.id, reason: errorMessage(error) },
        'a refused request could not be kept',
      )
    }
  }
}

/** The loan that was named, as far as it can be shown. */
function shownLoanId(loanId: unknown): string | null {
  if (loanId instanceof StandingId) return loanId.text
  return typeof loanId === 'string' ? (idsNamed(loanId).at(-1) ?? null) : null
}

/** What the stream refused, as a refusal of the request. */
export function notStaged(refused: Omit<StageRefused, 'status'>): InvalidRequest {
  return { code: refused.code, message: refused.message, fields: refused.fields ?? [] }
}
