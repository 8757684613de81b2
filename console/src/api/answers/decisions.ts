import type { z } from 'zod'

import type {
  compensationView,
  decisionAnswer,
  jobAnswer,
  parkedEvent,
  refusedPage,
} from '../../../../src/api/ops/answers'
import type { Amount } from '../../parts/money/amount'
import type { JournalEntry } from './loans'

export type ParkedEvent = z.infer<typeof parkedEvent>
export type RefusedPage = z.infer<typeof refusedPage>
export type RefusedRequest = RefusedPage['items'][number]
export type Compensation = z.infer<typeof compensationView>
export type Job = z.infer<typeof jobAnswer>
export type Decided = z.infer<typeof decisionAnswer>

export interface Paged<Item> {
  items: Item[]
  total: number
  page: number
  rowsPerPage: number
}

/** A loan's figures, before or after. */
export interface Standing {
  status: string
  principalOutstanding: Amount
  interestOutstanding: Amount
  feesOutstanding: Amount
  penaltiesOutstanding: Amount
  creditBalance: Amount
}

export interface Rehearsal {
  before: Standing
  after: Standing
  events: { eventId: string; sequence: number; change: string }[]
  entries: Omit<JournalEntry, 'recordedAt'>[]
  /** What each account would change by, debits above zero. */
  net: { account: string; amount: Amount }[]
  warnings: { code: string; message: string }[]
  /** Names what would be done: a decision that carries it does that and nothing else. */
  effect: string
}
