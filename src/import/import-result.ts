import type { FoundEvent } from '../push-client/push-client'

export type PushStatus = FoundEvent['push']['status']

/** What became of a row; one line of the results file, of which a row's last one counts. */
export interface ImportResult {
  row: number
  /** Idempotency-Key; null where it was sent without one. An OUTCOME does not say it again. */
  key?: string | null
  /** 1 the first time, one more each time that the attempt before had failed. */
  attempt: number
  eventId: string | null
  /**
   * DUPLICATE: the event was there already. REFUSED: nothing was staged. OUTCOME: asked for later,
   * of an event that was accepted.
   */
  status: 'STAGED' | 'DUPLICATE' | 'REFUSED' | 'OUTCOME'
  /** Where the event stood when the answer came; null where there is none. */
  push: PushStatus | null
  /** Why it was refused, has failed or is parked. */
  code: string | null
  message: string | null
  /** Of the row that was answered. */
  check: string
}

/** Where a row stands: in its loan's stream, or refused. */
export type RowStatus = PushStatus | 'REFUSED'

export function statusOf({ status, push }: Pick<ImportResult, 'status' | 'push'>): RowStatus {
  return status === 'REFUSED' ? 'REFUSED' : (push ?? 'QUEUED')
}
