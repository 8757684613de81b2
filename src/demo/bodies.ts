import type { CivilDate, CivilMonth } from '../domain/values/calendar'
import { formatMinor } from '../domain/values/money'
import { vatOn } from '../domain/values/vat'
import type { Borrower } from './borrowers'
import type { Row } from './rows'
import { EXPONENT, type Terms } from './terms'

type Body = Row['body']

export interface Receipt {
  date: CivilDate
  principal: bigint
  interest: bigint
  fee: bigint
  feeName: string
}

const VAT_RATE = '0.18'

/** Writes the request bodies of one loan. */
export function bodiesOf(loanId: string, borrower: Borrower) {
  const party = { ...borrower, loanId }
  return {
    disbursement: ({ principal, adminFee, disbursedOn }: Terms): Body => ({
      ...party,
      loanAmount: major(principal),
      adminFee: major(adminFee),
      vatOnAdminFee: major(vatOn(adminFee, VAT_RATE)),
      disbursementDate: disbursedOn,
    }),
    revenue: (month: CivilMonth, amount: bigint): Body => ({
      ...party,
      revenueMonth: month,
      revenueAmount: major(amount),
    }),
    repayment: (receipt: Receipt): Body => ({
      ...party,
      repaymentPrincipal: major(receipt.principal),
      repaymentInterest: major(receipt.interest),
      repaymentDate: receipt.date,
      feeAmount: major(receipt.fee),
      feeName: receipt.feeName,
    }),
    settlement: (receipt: Receipt): Body => ({
      ...party,
      repaymentEarlySettlementPrincipal: major(receipt.principal),
      repaymentEarlySettlementInterest: major(receipt.interest),
      repaymentEarlySettlementDate: receipt.date,
      feeAmount: major(receipt.fee),
      feeName: receipt.feeName,
    }),
  }
}

export type Bodies = ReturnType<typeof bodiesOf>

export function major(minor: bigint): string {
  return formatMinor(minor, EXPONENT)
}
