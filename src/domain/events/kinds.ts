/**
 * Every kind of event a loan's stream can hold. No other list of kinds is written: each is made from
 * this one, or held complete by the compiler, so that a new kind names the places that must know it.
 */
export const EVENT_KINDS = [
  'DISBURSEMENT',
  'REVENUE_REPORT',
  'REPAYMENT',
  'EARLY_SETTLEMENT',
  'REVERSAL',
] as const

export type EventKind = (typeof EVENT_KINDS)[number]

/** The kinds that happen to a loan, as against what undoes them. */
export type LoanEventKind = Exclude<EventKind, 'REVERSAL'>

/** What a kind is called on the push door: its path, and its type in a batch. */
export const PUSH_NAMES = {
  DISBURSEMENT: 'disbursement',
  REVENUE_REPORT: 'revenue-report',
  REPAYMENT: 'repayment',
  EARLY_SETTLEMENT: 'early-settlement',
  REVERSAL: 'reversal',
} as const satisfies Record<EventKind, string>

/** @returns undefined where no kind is called so */
export function kindOfPushName(name: unknown): EventKind | undefined {
  return EVENT_KINDS.find((kind) => PUSH_NAMES[kind] === name)
}
