import type { FineractCharge, FineractLoan } from './cases'

/** Of an application there, what ours has no field for: the currency's own is the business's. */
const NOT_SENT = ['digitsAfterDecimal', 'inMultiplesOf', 'currencyCode', 'charges']

/** An application as it is sent to `/v1/loans`. */
export function applicationOf(loan: FineractLoan): Record<string, unknown> {
  const sent = Object.entries(loan).filter(([name]) => !NOT_SENT.includes(name))
  return {
    ...Object.fromEntries(sent.map(([name, value]) => [name, onWire(value)])),
    ...{ productId: 1, charges: loan.charges.map(chargeOf) },
  }
}

export function chargeOf(charge: FineractCharge): Record<string, unknown> {
  const sent = Object.entries(charge).map(([name, value]) => [name, onWire(value)])
  return { name: 'Charge', ...Object.fromEntries(sent) }
}

/** Figures are numbers there, as they are here. */
function onWire(value: unknown): unknown {
  return typeof value === 'string' && /^-?[\d.]+$/.test(value) ? Number(value) : value
}

const COMMANDS: Readonly<Record<string, string>> = {
  ...{ approve: 'approve', undoapproval: 'undo-approval', reject: 'reject' },
  ...{ withdrawnByApplicant: 'withdraw', disburse: 'disburse', undodisbursal: 'undo-disbursal' },
  ...{ repayment: 'repayments', waiveinterest: 'waive-interest', addCharge: 'charges' },
  ...{ writeoff: 'write-off', undowriteoff: 'undo-write-off', refundByCash: 'refund' },
  creditBalanceRefund: 'credit-balance-refund',
}

/** The command under a loan's path; null where it has none that needs no number of ours. */
export function commandOf(action: string, params: Record<string, unknown>): string | null {
  return 'loan' in params || 'paymentTypeId' in params ? null : (COMMANDS[action] ?? null)
}

/** The fields of a command as they are sent. */
export function fieldsOf(params: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, onWire(value)]))
}
