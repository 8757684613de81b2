import type { z } from 'zod'

import type { invoice } from '../../../../src/api/wire/books-schemas'
import type { storyAnswer } from '../../../../src/api/ops/story-answer'
import type { Amount } from '../../parts/money/amount'

export interface LoanRow {
  loanId: string
  number: string
  customerId: string | null
  customerName: string | null
  product: string | null
  status: string
  health: 'OK' | 'RETRYING' | 'PARKED'
  disbursedOn: string | null
  principal: Amount
  principalOutstanding: Amount
  interestOutstanding: Amount
  feesOutstanding: Amount
  creditBalance: Amount
  daysOverdue: number | null
  events: number
  lastEventAt: string | null
}

export interface LoanTotals {
  loans: number
  principal: Amount
  principalOutstanding: Amount
  interestOutstanding: Amount
  feesOutstanding: Amount
  creditBalance: Amount
}

export interface LoanPage {
  items: LoanRow[]
  totals: LoanTotals
  next: string | null
}

export type Story = z.infer<typeof storyAnswer> & {
  customerName?: string | null
  product?: string | null
  invoices?: Invoice[]
  schedule?: Installment[]
  temporalUrl?: string | null
  /** Where events are left out: what to ask for next. */
  before?: number | null
}
export type StoryEvent = Story['events'][number]
export type Transaction = Story['transactions'][number]
export type JournalEntry = Story['journalEntries'][number]
export type Invoice = z.infer<typeof invoice>

export interface Installment {
  no: number
  dueDate: string
  principal: Amount
  interest: Amount
  fees: Amount
  penalties: Amount
  paid: Amount
  outstanding: Amount
  daysLate: number
}

export interface BalancePoint {
  date: string
  principal: Amount
  interest: Amount
  fees: Amount
  credit: Amount
  eventId: string | null
}

export interface CustomerPage {
  customerId: string
  name: string
  loans?: LoanRow[]
}
