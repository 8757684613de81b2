import type { ContentOf } from '../details'
import { canonicalJson } from '../../values/canonical-json'
import type { LendingKind } from './lending-kinds'

const NOTED = ['note'] as const
const ON_DATE = ['date', ...NOTED] as const
const AMOUNT_ON_DATE = ['date', 'amount', ...NOTED] as const
const PAID_ON_DATE = [...AMOUNT_ON_DATE, 'paymentTypeId', 'receiptNumber'] as const
const PAID_OUT_ON_DATE = [...PAID_ON_DATE, 'destination'] as const

/** What a command says, as against what it takes from outside its stream and what is made up for it. */
const CONTENT = {
  SUBMIT: [
    ...['customerId', 'product', 'terms', 'charges', 'chargeNames', 'overdue'],
    ...['settlementRebate', 'submittedOn', 'expectedDisbursementOn', ...NOTED],
  ],
  APPROVE: [...AMOUNT_ON_DATE, 'expectedDisbursementOn'],
  REJECT: ON_DATE,
  WITHDRAW: ON_DATE,
  DISBURSE: PAID_OUT_ON_DATE,
  REPAY: PAID_ON_DATE,
  ADD_CHARGE: ['charge', 'chargeName', ...NOTED],
  WAIVE_CHARGE: ['chargeEventId', 'index', 'installment', ...ON_DATE],
  WAIVE_INTEREST: AMOUNT_ON_DATE,
  WRITE_OFF: ON_DATE,
  REFUND: PAID_OUT_ON_DATE,
  CREDIT_REFUND: PAID_OUT_ON_DATE,
  CREDIT_OUT: [...AMOUNT_ON_DATE, 'toLoanId'],
  UNDO_APPROVAL: ON_DATE,
  UNDO_DISBURSAL: ON_DATE,
  UNDO_WRITE_OFF: ON_DATE,
  ACCRUAL: ['of', 'through'],
  PENALTY: ['installment', 'occurrence', 'date'],
} as const satisfies { [Kind in LendingKind]: readonly (keyof ContentOf<Kind>)[] }

/** What a command may leave open. */
export type Default = 'date' | 'installment'

/**
 * What makes two commands equal, as one text.
 * @param loanId null of an application that was sent without one
 * @param defaults what nobody said: it moves on, and is no part of what makes them equal
 */
export function canonicalCommand<Kind extends LendingKind>(
  kind: Kind,
  loanId: string | null,
  content: ContentOf<Kind>,
  defaults: readonly Default[] = [],
): string {
  const fields: Readonly<Record<string, unknown>> = { ...content }
  const values = CONTENT[kind].map((field) => {
    if (defaults.some((one) => one === field)) return null
    // What was published of a product meanwhile does not make a repeat another application.
    return field === 'product' ? (content as ContentOf<'SUBMIT'>).product.no : fields[field]
  })
  return canonicalJson([kind, loanId, ...values])
}
