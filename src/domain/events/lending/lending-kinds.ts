/**
 * The kinds of event of a loan that lives in our own LMS, beside REVERSAL. What undoes a command
 * withdraws its event and has no effect of its own.
 */
export const LENDING_KINDS = [
  'SUBMIT',
  'APPROVE',
  'REJECT',
  'WITHDRAW',
  'DISBURSE',
  'REPAY',
  'ADD_CHARGE',
  'WAIVE_CHARGE',
  'WAIVE_INTEREST',
  'WRITE_OFF',
  'REFUND',
  'CREDIT_REFUND',
  'CREDIT_OUT',
  'UNDO_APPROVAL',
  'UNDO_DISBURSAL',
  'UNDO_WRITE_OFF',
  'ACCRUAL',
  'PENALTY',
] as const

export type LendingKind = (typeof LENDING_KINDS)[number]

/** What withdraws another event and is nothing itself. */
export type UndoKind = Extract<LendingKind, `UNDO_${string}`>

/** What a loan is derived from. */
export type LendingFactKind = Exclude<LendingKind, UndoKind>
