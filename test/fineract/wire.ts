import type { FineractCharge, FineractLoan, StoryStep } from './cases'

/** Of an application there, what ours has no field for: the currency's own is the business's. */
const NOT_SENT = ['digitsAfterDecimal', 'inMultiplesOf', 'currencyCode', 'charges']

/** An application as it is sent to `/v1/loans`. */
export function applicationOf(loan: FineractLoan): Record<string, unknown> {
  const sent = Object.entries(loan).filter(([name]) => !NOT_SENT.includes(name))
  return {
    productId: 1,
    ...Object.fromEntries(sent.map(([name, value]) => [name, onWire(value)])),
    charges: loan.charges.map(chargeOf),
  }
}

export function chargeOf(charge: Partial<FineractCharge>): Record<string, unknown> {
  return { name: 'Charge', ...fieldsOf(charge) }
}

/** Figures are numbers there, as they are here. */
function onWire(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
}

const COMMANDS: Readonly<Record<string, string>> = {
  ...{ approve: 'approve', undoapproval: 'undo-approval', reject: 'reject' },
  ...{ withdrawnByApplicant: 'withdraw', disburse: 'disburse', undodisbursal: 'undo-disbursal' },
  ...{ repayment: 'repayments', waiveinterest: 'waive-interest', addCharge: 'charges' },
  ...{ writeoff: 'write-off', undowriteoff: 'undo-write-off', refundByCash: 'refund' },
  creditBalanceRefund: 'credit-balance-refund',
}

/** The fields of a command as they are sent. */
function fieldsOf(params: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, onWire(value)]))
}

/** A write, its path below `/v1/loans`. */
export interface Write {
  path: string
  body: Record<string, unknown>
}

/** The numbers that ours gave to what a story has names for. */
export interface Numbers {
  customer: string
  loan: string
  transactions: ReadonlyMap<string, string>
  charges: ReadonlyMap<string, string>
  /** The days of the transactions, by their numbers. */
  dates: ReadonlyMap<string, string>
}

/** What a step asks of `/v1`, one write after another; null where it has no path for that. */
export function writesOf(
  { action, params, state }: StoryStep,
  loan: FineractLoan,
  { customer, loan: number, transactions, charges, dates }: Numbers,
): Write[] | null {
  const numberOf = (alias: unknown, of: ReadonlyMap<string, string>) =>
    of.get(baseOf(String(alias))) ?? String(alias).replace(/\D/g, '')
  // Accruals stand there on other days, and the product's principal is not taken here.
  if (String(params.transaction).startsWith('A') || omitted(params).includes('principal')) {
    return null
  }
  const reversal = () => {
    const { transaction, transactionDate } = params
    const its = numberOf(transaction, transactions)
    // There it may be before the transaction's own day.
    const days = [String(transactionDate), (state && dates.get(its)) ?? '']
    const on = transactionDate === undefined ? transactionDate : days.toSorted()[1]
    return { path: `/${number}/repayments/${its}/reverse`, body: fieldsOf({ transactionDate: on }) }
  }
  switch (action) {
    case 'submit': {
      const body = { customerId: customer, ...applicationOf({ ...loan, ...overridesOf(params) }) }
      const left = Object.entries(body).filter(([name]) => !omitted(params).includes(name))
      return [{ path: '', body: Object.fromEntries(left) }]
    }
    case 'undo':
    case 'undowaivecharge':
      return [reversal()]
    case 'adjust': {
      const { transactionDate, transactionAmount } = params
      const body = fieldsOf({ transactionDate, transactionAmount })
      const again = { path: `/${number}/repayments`, body }
      return Number(params.transactionAmount) > 0 ? [reversal(), again] : [reversal()]
    }
    case 'waiveCharge':
      return [{ path: `/${number}/charges/${numberOf(params.charge, charges)}/waive`, body: {} }]
    case 'addCharge':
      return [{ path: `/${number}/charges`, body: chargeOf(params) }]
    default: {
      const command = COMMANDS[action]
      const { loan: other = number, ...fields } = params
      return command ? [{ path: `/${String(other)}/${command}`, body: fieldsOf(fields) }] : null
    }
  }
}

function omitted({ omit }: StoryStep['params']): string[] {
  return (omit ?? []) as string[]
}

function overridesOf({ override }: StoryStep['params']): Record<string, unknown> {
  const { clientId, ...rest } = (override ?? {}) as Record<string, unknown>
  return clientId === undefined ? rest : { ...rest, customerId: clientId }
}

/** `T2` of `T2.1`: a replayed transaction is the same event. */
export function baseOf(alias: string): string {
  return alias.split('.')[0] ?? alias
}
