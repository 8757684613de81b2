import type { ApiCaller } from '../../business/api-key-verifier'
import type { RefusalCode } from '../../domain/refusal'
import type { Database } from '../../platform/database'
import { errorMessage } from '../../platform/errors'
import type { Logger } from '../../platform/logger'
import type { ApiMetrics } from '../api-metrics'
import type { PushKind } from './push-kind'
import type { InvalidRequest } from './read-event'
import { isIdentifier } from './text'

export interface RefusedRequest extends InvalidRequest {
  kind: PushKind
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
          loanId: typeof loanId === 'string' && isIdentifier(loanId) ? loanId : null,
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

export function notStaged(code: RefusalCode, message: string): InvalidRequest {
  return { code, message, fields: [] }
}
