import { mandatory, optional } from '../fields/field'
import type { Fields } from '../fields/form'
import { money, reference, whole } from '../fields/numbers'
import { day, text } from '../fields/texts'
import { writeForm } from '../write-request'
import { chargeShape } from './charge-fields'
import { destination } from './destination-field'

const LARGEST_TYPE = 2_147_483_647

const DATE = { description: 'Not after today.', example: '2026-01-15' }
const AMOUNT = { description: 'In major units.', example: 1000 }

const noted = {
  note: optional(text, null, { description: 'Kept with it and shown.', example: null }),
} satisfies Fields

const paid = {
  paymentTypeId: optional(whole(1, LARGEST_TYPE), null, {
    description: 'Yours: kept and shown.',
    example: 1,
  }),
  receiptNumber: optional(text, null, {
    description: 'Yours: kept and shown.',
    example: 'RCP-001',
  }),
  ...noted,
} satisfies Fields

const paidOut = {
  destination: optional(destination, null, {
    description: 'Where the payment system pays to: kept and shown, nothing is paid here.',
    example: null,
  }),
} satisfies Fields

const onDate = { transactionDate: mandatory(day, DATE) } satisfies Fields
const anyDay = optional(day, null, { description: 'Default: today.', example: null })

export const approval = writeForm('LoanApproval', (exponent) => ({
  approvedOnDate: mandatory(day, DATE),
  approvedLoanAmount: optional(money(exponent), null, {
    description: 'Default: what was applied for; less may be approved.',
    example: 10000,
  }),
  expectedDisbursementDate: optional(day, null, {
    description: 'Default: the application’s.',
    example: null,
  }),
  ...noted,
}))

export const rejection = writeForm('LoanRejection', () => ({
  rejectedOnDate: mandatory(day, DATE),
  ...noted,
}))

export const withdrawal = writeForm('LoanWithdrawal', () => ({
  withdrawnOnDate: mandatory(day, DATE),
  ...noted,
}))

export const disbursal = writeForm('LoanDisbursal', (exponent) => ({
  actualDisbursementDate: mandatory(day, DATE),
  transactionAmount: optional(money(exponent), null, {
    description: 'Default: what is approved; less may be paid out.',
    example: 10000,
  }),
  ...paidOut,
  ...paid,
}))

/** What undoes a command. */
export const undoing = writeForm('LoanUndo', () => ({ transactionDate: anyDay, ...noted }), {
  mayBeMissing: true,
})

export const writingOff = writeForm('LoanWriteOff', () => ({ ...onDate, ...noted }))

export const interestWaiver = writeForm('InterestWaiver', (exponent) => ({
  ...onDate,
  transactionAmount: mandatory(money(exponent), AMOUNT),
  ...noted,
}))

/** Money that comes in. */
export const payment = writeForm('LoanPayment', (exponent) => ({
  ...onDate,
  transactionAmount: mandatory(money(exponent), AMOUNT),
  ...paid,
}))

/** Money that goes out. */
export const payout = writeForm('LoanPayout', (exponent) => ({
  ...onDate,
  transactionAmount: mandatory(money(exponent), AMOUNT),
  ...paidOut,
  ...paid,
}))

export const newCharge = writeForm('NewLoanCharge', () => ({ ...chargeShape, ...noted }))

export const chargeWaiver = writeForm(
  'ChargeWaiver',
  () => ({
    transactionDate: optional(day, null, {
      description: 'Default: the day on which the charge falls due, but not after today.',
      example: null,
    }),
    installmentNumber: optional(whole(1, LARGEST_TYPE), null, {
      description: 'Of a charge with every installment; default: the oldest that is open.',
      example: null,
    }),
    ...noted,
  }),
  { mayBeMissing: true },
)

export const creditTransfer = writeForm('CreditTransfer', (exponent) => ({
  toLoanId: mandatory(reference, {
    description: 'The number of the loan that the credit pays.',
    example: 12,
  }),
  ...onDate,
  amount: mandatory(money(exponent), AMOUNT),
  ...noted,
}))
