import { LENDING_KINDS } from './lending/lending-kinds'
import type { LendingKind } from './lending/lending-kinds'

/**
 * What another LMS pushes of its loans. The payout of credit, the write-off and the reversal are kinds
 * that loans of both homes have: whose they are, only the loan's home tells.
 */
export const PUSHED_KINDS = [
  'DISBURSEMENT',
  'REVENUE_REPORT',
  'REPAYMENT',
  'EARLY_SETTLEMENT',
  'CREDIT_REFUND',
  'WRITE_OFF',
  'REVERSAL',
] as const

/**
 * Every kind of event a loan's stream can hold. No other list of kinds is written: each is made from
 * this one, or held complete by the compiler, so that a new kind names the places that must know it.
 */
export const EVENT_KINDS: readonly EventKind[] = [...new Set([...PUSHED_KINDS, ...LENDING_KINDS])]

export type EventKind = PushedKind | LendingKind

export type PushedKind = (typeof PUSHED_KINDS)[number]

/** The kinds that happen to a pushed loan, as against what undoes them. */
export type LoanEventKind = Exclude<PushedKind, 'REVERSAL'>

/** What a kind is called on the push door: its path, and its type in a batch. */
export const PUSH_NAMES = {
  DISBURSEMENT: 'disbursement',
  REVENUE_REPORT: 'revenue-report',
  REPAYMENT: 'repayment',
  EARLY_SETTLEMENT: 'early-settlement',
  CREDIT_REFUND: 'credit-refund',
  WRITE_OFF: 'write-off',
  REVERSAL: 'reversal',
} as const satisfies Record<PushedKind, string>

/** @returns undefined where no kind is called so */
export function kindOfPushName(name: unknown): PushedKind | undefined {
  return PUSHED_KINDS.find((kind) => PUSH_NAMES[kind] === name)
}
