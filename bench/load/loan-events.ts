/** One request of the push API: the end of its path, and the body. */
export interface LoanEvent {
  path: 'disbursement' | 'revenue-report' | 'repayment'
  body: Readonly<Record<string, string | number>>
}

const FIRST_YEAR = 2012
/** Of each loan; months up to 2024. */
const MOST_REVENUES = 150

/**
 * The events of a loan that lives long: the disbursement, then a month's revenue before every
 * third one, and repayments, each of another amount.
 */
export function loanEvents(loanId: string, count: number): LoanEvent[] {
  return Array.from({ length: count }, (_, place) => loanEvent(loanId, place))
}

/** The event at a place, counted from 0. */
export function loanEvent(loanId: string, place: number): LoanEvent {
  const party = { customerId: `C-${loanId}`, customerName: 'Amani Mwakalinga', loanId }
  if (place === 0) {
    return {
      path: 'disbursement',
      body: {
        ...party,
        ...{ loanAmount: 5_000_000, adminFee: 100_000, vatOnAdminFee: 18_000 },
        disbursementDate: `${FIRST_YEAR}-01-02`,
      },
    }
  }
  const revenue = (place - 1) / 3
  if (Number.isInteger(revenue) && revenue < MOST_REVENUES) {
    return {
      path: 'revenue-report',
      body: { ...party, revenueMonth: monthAt(revenue), revenueAmount: 25_000 },
    }
  }
  return {
    path: 'repayment',
    body: {
      ...party,
      ...{ repaymentPrincipal: 1_000 + place, repaymentInterest: 12_500 },
      ...{ repaymentDate: '2025-03-14', feeAmount: 500, feeName: 'Late fee' },
    },
  }
}

function monthAt(place: number): string {
  const month = String((place % 12) + 1).padStart(2, '0')
  return `${FIRST_YEAR + Math.floor(place / 12)}-${month}`
}
