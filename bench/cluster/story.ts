import type { Push } from '../../src/push-client/push-client'
import { loanEvent } from '../load/loan-events'

const EVENTS_PER_STORY = 10

const KINDS = {
  disbursement: 'DISBURSEMENT',
  'revenue-report': 'REVENUE_REPORT',
  repayment: 'REPAYMENT',
} as const

/** A loan's first ten events, or with a later chapter ten that follow; all of them can be posted. */
export function story(loanId: string, chapter = 0): Push[] {
  return Array.from({ length: EVENTS_PER_STORY }, (_, number) => {
    const place = chapter * EVENTS_PER_STORY + number
    const { path, body } = loanEvent(loanId, place)
    return { kind: KINDS[path], body, key: `${loanId}-${place}` }
  })
}
