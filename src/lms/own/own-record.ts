import type { DerivedLoan, DerivedStatus } from '../../domain/engine/derived-loan'
import { noPortions } from '../../domain/engine/portions'
import type { CivilDate } from '../../domain/values/calendar'
import type { MinorUnits } from '../../domain/values/money'
import type { PositionRecord } from '../position-record'

/** The columns of a loan of our own LMS as JSON: amounts are minor units as decimal digits. */
export interface OwnPositionRecord extends Omit<PositionRecord, 'status'> {
  status: DerivedStatus
  /** What a pushed loan has not. */
  own: OwnColumns
}

export interface OwnColumns {
  productNo: number | null
  productVersion: number | null
  approvedPrincipal: MinorUnits | null
  feesOutstanding: MinorUnits
  penaltiesOutstanding: MinorUnits
  submittedOn: CivilDate | null
  approvedOn: CivilDate | null
  rejectedOn: CivilDate | null
  withdrawnOn: CivilDate | null
  closedOn: CivilDate | null
  overpaidOn: CivilDate | null
  writtenOffOn: CivilDate | null
  maturesOn: CivilDate | null
}

/** @param loan null where its application was refused: there is no loan */
export function ownRecordOf(loan: DerivedLoan | null): OwnPositionRecord {
  return loan === null ? NO_LOAN : recordOf(loan)
}

function recordOf({
  status,
  customerId,
  product,
  principal,
  totals,
  timeline,
}: DerivedLoan): OwnPositionRecord {
  // What is not paid out yet is not owed.
  const outstanding = timeline.disbursedOn === null ? noPortions() : totals.outstanding
  return {
    status,
    customerId,
    principal: (principal.disbursed ?? principal.approved ?? principal.applied).toString(),
    principalOutstanding: outstanding.principal.toString(),
    interestOutstanding: outstanding.interest.toString(),
    creditBalance: totals.overpaid.toString(),
    disbursedOn: timeline.disbursedOn,
    settledOn: null,
    own: {
      productNo: product.no,
      productVersion: product.version,
      approvedPrincipal: principal.approved?.toString() ?? null,
      feesOutstanding: outstanding.fees.toString(),
      penaltiesOutstanding: outstanding.penalties.toString(),
      submittedOn: timeline.submittedOn,
      approvedOn: timeline.approvedOn,
      rejectedOn: timeline.rejectedOn,
      withdrawnOn: timeline.withdrawnOn,
      closedOn: timeline.closedOn,
      overpaidOn: timeline.overpaidOn,
      writtenOffOn: timeline.writtenOffOn,
      maturesOn: timeline.expectedMaturityOn,
    },
  }
}

const NO_LOAN: OwnPositionRecord = {
  status: 'Rejected',
  customerId: null,
  principal: '0',
  principalOutstanding: '0',
  interestOutstanding: '0',
  creditBalance: '0',
  disbursedOn: null,
  settledOn: null,
  own: {
    productNo: null,
    productVersion: null,
    approvedPrincipal: null,
    feesOutstanding: '0',
    penaltiesOutstanding: '0',
    submittedOn: null,
    approvedOn: null,
    rejectedOn: null,
    withdrawnOn: null,
    closedOn: null,
    overpaidOn: null,
    writtenOffOn: null,
    maturesOn: null,
  },
}
