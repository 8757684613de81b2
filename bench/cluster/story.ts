import type { Push } from '../../src/push-client/push-client'

export const EVENTS_PER_STORY = 10

/**
 * A loan's first ten events, or its next ten: a disbursement at the very first, then each month's
 * interest and a repayment of it. All of them can be posted.
 */
export function story(loanId: string, chapter = 0): Push[] {
  return Array.from({ length: EVENTS_PER_STORY }, (_, place) => {
    const number = chapter * EVENTS_PER_STORY + place
    return { ...eventOf(loanId, number), key: `${loanId}-${number}` }
  })
}

function eventOf(loanId: string, number: number): Omit<Push, 'key'> {
  const party = { customerId: `C-${loanId}`, customerName: 'Amani Otieno', loanId }
  const month = monthAfter(Math.floor((number + 1) / 2))
  if (number === 0) {
    const body = { ...party, loanAmount: 100_000, adminFee: 500, disbursementDate: '2023-01-15' }
    return { kind: 'DISBURSEMENT', body }
  }
  if (number % 2 === 1) {
    return { kind: 'REVENUE_REPORT', body: { ...party, revenueMonth: month, revenueAmount: 1_000 } }
  }
  const body = {
    ...party,
    repaymentPrincipal: 2_000,
    repaymentInterest: 1_000,
    repaymentDate: `${month}-15`,
    feeAmount: 0,
    feeName: '',
  }
  return { kind: 'REPAYMENT', body }
}

/** So many months after January 2023. */
function monthAfter(months: number): string {
  return new Date(Date.UTC(2023, months, 1)).toISOString().slice(0, 7)
}
