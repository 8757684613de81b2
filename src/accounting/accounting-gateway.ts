import type { AccountingResult, JudgedEvent } from '../contract/step-results'

export interface PostingBatch {
  streamId: string
  /** In order of seq, without gaps. */
  taken: JudgedEvent[]
}

/** The way to an Accounting: the embedded one, or another deployment. */
export interface AccountingGateway {
  /** Set where posting waits for another system: then it must not hold up a workflow task. */
  readonly isRemote?: true
  /**
   * Posts what the LMS accepted and ends each event, in order; idempotent by event. A refusal
   * by Accounting is part of the result. Throws only on technical faults: then try again.
   * @param stop aborted when the worker must end; what was posted until then is kept
   */
  post(batch: PostingBatch, stop?: AbortSignal): Promise<AccountingResult>
}
