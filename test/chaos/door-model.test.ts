import { possibleVerdicts } from './door-model'
import { eventOf } from './request'
import type { Request, StreamItem } from './request'

const TODAY = '2026-11-25'
const PARTY = { customerId: 'C-2', customerName: 'Amani', loanId: 'LN-1' }

const disbursement = (loanAmount: string): Request => ({
  kind: 'DISBURSEMENT',
  body: { ...PARTY, loanAmount, adminFee: '0.00', disbursementDate: '2025-03-02' },
  key: null,
  invalid: null,
})

const reversalOf = (eventId: string, key: string): Request => ({
  kind: 'REVERSAL',
  body: { loanId: 'LN-1', eventId, reason: 'Sent by mistake', cascade: true },
  key,
  invalid: null,
})

/** Taken in this order; the event of the nth request has the id n. */
function streamOf(...requests: Request[]): StreamItem[] {
  return requests.map((request, place) => ({
    request,
    event: eventOf(request, String(place + 1), place + 1, TODAY),
  }))
}

describe('The model of what the push door may say', () => {
  // Two reversals of the first disbursement wait when the second correction of it is sent: the later
  // reversal finds nothing left to undo, so that correction was in vain. The one sent behind the reversal
  // of the first correction is in vain too where it came before the loan knew that, and stands otherwise.
  const stream = streamOf(
    ...[disbursement('1000.00'), reversalOf('1', 'a'), disbursement('2000.00')],
    ...[reversalOf('1', 'b'), disbursement('2000.00'), reversalOf('3', 'c')],
    disbursement('3000.00'),
  )
  const report: Request = {
    kind: 'REVENUE_REPORT',
    body: { ...PARTY, customerId: 'C-1', revenueMonth: '2025-04', revenueAmount: '10.00' },
    key: null,
    invalid: null,
  }
  const codes = (of: readonly StreamItem[]) =>
    new Set(
      possibleVerdicts(of, of.length, report, TODAY).map((verdict) =>
        verdict.status === 'REFUSED' ? verdict.code : verdict.status,
      ),
    )

  it('allows for both where only the loan knows whether a correction was in vain', () => {
    expect(codes(stream)).toEqual(new Set(['CUSTOMER_MISMATCH', 'ORDER_VIOLATION']))
  })

  it.each([
    [null, 'CUSTOMER_MISMATCH'],
    ['CORRECTION_FAILED', 'ORDER_VIOLATION'],
  ])('allows for one once its outcome was seen: %s', (seenCode, code) => {
    const seen = stream.map((item) => (item.event.seq === 7 ? { ...item, seenCode } : item))
    expect(codes(seen)).toEqual(new Set([code]))
  })
})
