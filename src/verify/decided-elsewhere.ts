import type { RecordedEvent } from './loan-record'

/** The code under which an event failed that no rule of the LMS refuses. */
export function decidedElsewhere({
  status,
  failureCode,
  accountingRefusal,
}: Pick<RecordedEvent, 'status' | 'failureCode' | 'accountingRefusal'>): string | null {
  if (status !== 'FAILED') return null
  return failureCode === 'SKIPPED' ? failureCode : accountingRefusal
}
