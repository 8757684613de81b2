import { bulkhead, BulkheadRejectedError } from 'cockatiel'
import type { BulkheadPolicy } from 'cockatiel'

import { EmbeddedAccounting } from '../accounting/embedded-accounting'
import { embeddedLms } from '../lms/lms-gateway'
import { systemClock } from '../platform/clock'
import type { Clock } from '../platform/clock'
import type { DatabaseOptions } from '../platform/database-pool'
import { busy } from '../platform/errors'
import { LoanCopies } from '../platform/loan-copies'
import type { CopiedLoan } from '../platform/loan-copies'
import type { Statements } from '../platform/statements'
import { notStaged, stageGroup } from '../stream/stage-group'
import type {
  Duplicate,
  NumberedLoan,
  Staged,
  StageRefused,
  StageRequest,
} from '../stream/stage-request'
import { settleLoan } from './settle'

export type Rehearsed<View> = StageRefused | { outcome: Staged | Duplicate; view: View }

const WAITING = 8

/** Tells what events would come to, a few at a time. */
export class Rehearsals {
  readonly #copies: LoanCopies
  readonly #room: BulkheadPolicy
  readonly #clock: Clock

  /** Each of its connections serves one at a time. */
  constructor(
    options: DatabaseOptions & { poolSize: number },
    { clock = systemClock }: { clock?: Clock } = {},
  ) {
    this.#clock = clock
    this.#copies = new LoanCopies(options)
    this.#room = bulkhead(options.poolSize, WAITING)
  }

  /**
   * What an event would come to, after all that waits before it: it is staged, judged and posted
   * like any other, and looked at, on a copy of the loan as it stands now.
   * @param look reads what is to be told, from the copy
   * @throws AppError BUSY where too many are under way
   */
  async rehearse<View>(
    request: StageRequest,
    look: (copy: Statements, eventId: string) => Promise<View>,
  ): Promise<Rehearsed<View>> {
    try {
      return await this.#room.execute(() =>
        this.#copies.with(copiedFor(request), (copy) =>
          rehearseOn(copy, this.#clock, request, look),
        ),
      )
    } catch (error) {
      if (!(error instanceof BulkheadRejectedError)) throw error
      throw busy('Too many dry runs are under way: please retry.', error)
    }
  }

  close(): Promise<void> {
    return this.#copies.close()
  }
}

function copiedFor({ businessId, loanId, payload, idempotencyKey }: StageRequest): CopiedLoan {
  const customerId = 'customerId' in payload ? payload.customerId : null
  return { businessId, loanId, customerId, idempotencyKey }
}

async function rehearseOn<View>(
  copy: Statements,
  clock: Clock,
  request: StageRequest,
  look: (copy: Statements, eventId: string) => Promise<View>,
): Promise<Rehearsed<View>> {
  const [outcome] = await stageGroup(copy, [request])
  if (outcome === undefined || outcome.status === 'ERROR') throw notStaged(outcome)
  if (outcome.status === 'REFUSED') return outcome
  // A repeat of an application under its key is of the loan that was made then.
  const { loan } = outcome as { loan?: NumberedLoan }
  const { businessId, loanId } = { ...request, ...loan }
  await settleLoan(embeddedLms(copy, { clock }), new EmbeddedAccounting(copy), {
    businessId,
    loanId,
  })
  return { outcome, view: await look(copy, outcome.eventId) }
}
