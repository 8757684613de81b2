import { LENDING_KINDS } from './lending/lending-kinds'

/** What another LMS pushes of its loans, and the reversal, which loans of both homes have. */
export const PUSHED_KINDS = [
  'DISBURSEMENT',
  'REVENUE_REPORT',
  'REPAYMENT',
  'EARLY_SETTLEMENT',
  'REVERSAL',
] as const

/**
 * Every kind of event a loan's stream can hold. No other list of kinds is written: each is made from
 * this one, or held complete by the compiler, so that a new kind names the places that must know it.
 */
export const EVENT_KINDS = [...PUSHED_KINDS, ...LENDING_KINDS] as const

export type EventKind = (typeof EVENT_KINDS)[number]

export type PushedKind = (typeof PUSHED_KINDS)[number]

/** The kinds that happen to a pushed loan, as against what undoes them. */
export type LoanEventKind = Exclude<PushedKind, 'REVERSAL'>

/** What a kind is called on the push door: its path, and its type in a batch. */
export const PUSH_NAMES = {
  DISBURSEMENT: 'disbursement',
  REVENUE_REPORT: 'revenue-report',
  REPAYMENT: 'repayment',
  EARLY_SETTLEMENT: 'early-settlement',
  REVERSAL: 'reversal',
} as const satisfies Record<PushedKind, string>

/** @returns undefined where no kind is called so */
export function kindOfPushName(name: unknown): PushedKind | undefined {
  return PUSHED_KINDS.find((kind) => PUSH_NAMES[kind] === name)
}
