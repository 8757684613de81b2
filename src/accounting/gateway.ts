import type { AccountingResult, TakenEvent } from '../domain/step-results'

export interface PostingBatch {
  streamId: string
  /** In order of seq, without gaps. */
  taken: TakenEvent[]
}

/** The way to an Accounting: the embedded one, or another deployment. */
export interface AccountingGateway {
  /**
   * Posts what the LMS accepted and ends each event, in order; idempotent by event. A refusal
   * by Accounting is part of the result. Throws only on technical faults: then try again.
   */
  post(batch: PostingBatch): Promise<AccountingResult>
}
