/** A valid request of each kind, as the contract has them. */
export const PUSH = {
  disbursement: '/lms-integration/disbursement',
  revenueReport: '/lms-integration/revenue-report',
  repayment: '/lms-integration/repayment',
  earlySettlement: '/lms-integration/early-settlement',
  creditRefund: '/lms-integration/credit-refund',
  writeOff: '/lms-integration/write-off',
  reversal: '/lms-integration/reversal',
} as const

type Fields = Record<string, unknown>

let loans = 0

export function newLoanId(): string {
  loans += 1
  return `LN-${loans}`
}

export function disbursement(given: Fields = {}): Fields {
  return {
    customerId: 'C-1',
    customerName: 'Asha Mwakyusa',
    loanId: 'LN-0',
    loanAmount: 1000000,
    adminFee: 25000,
    vatOnAdminFee: 4500,
    disbursementDate: '2026-01-15',
    ...given,
  }
}

export function revenueReport(given: Fields = {}): Fields {
  return {
    customerId: 'C-1',
    customerName: 'Asha Mwakyusa',
    loanId: 'LN-0',
    revenueMonth: '2026-01',
    revenueAmount: 30000,
    ...given,
  }
}

export function repayment(given: Fields = {}): Fields {
  return {
    customerId: 'C-1',
    customerName: 'Asha Mwakyusa',
    loanId: 'LN-0',
    repaymentPrincipal: 80000,
    repaymentInterest: 30000,
    repaymentDate: '2026-02-15',
    feeAmount: 500.5,
    feeName: 'Late fee',
    ...given,
  }
}

export function earlySettlement(given: Fields = {}): Fields {
  return {
    customerId: 'C-1',
    customerName: 'Asha Mwakyusa',
    loanId: 'LN-0',
    repaymentEarlySettlementPrincipal: 1000000,
    repaymentEarlySettlementInterest: 30000,
    repaymentEarlySettlementDate: '2026-03-10',
    feeAmount: 0,
    feeName: '',
    ...given,
  }
}

export function creditRefund(given: Fields = {}): Fields {
  return {
    customerId: 'C-1',
    customerName: 'Asha Mwakyusa',
    loanId: 'LN-0',
    refundAmount: 20000,
    refundDate: '2026-03-10',
    ...given,
  }
}

export function writeOff(given: Fields = {}): Fields {
  return {
    customerId: 'C-1',
    customerName: 'Asha Mwakyusa',
    loanId: 'LN-0',
    writeOffDate: '2026-03-12',
    ...given,
  }
}
