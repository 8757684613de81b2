import { canonicalContent } from '../../../src/domain/events/fingerprint'
import { InvariantError } from '../../../src/domain/values/invariant'
import { disbursement, earlySettlement, repayment, revenueReport } from '../../support/loan-events'

const paid = repayment(2, { principal: '100', interest: '5', fee: '1', feeName: 'Late fee' })
const contentOf = (given: Parameters<typeof repayment>[1], loanId = 'L-1') =>
  canonicalContent('REPAYMENT', loanId, repayment(9, { ...paid.payload, ...given }).payload)

describe('canonicalContent', () => {
  it('is one stable text', () => {
    expect(canonicalContent('REPAYMENT', 'L-1', paid.payload)).toBe(
      '["REPAYMENT","L-1","C-1","100","5","1","Late fee","2025-02-15"]',
    )
    expect(canonicalContent('DISBURSEMENT', 'L-1', disbursement(1).payload)).toBe(
      '["DISBURSEMENT","L-1","C-1","2500000","0","2025-01-15"]',
    )
    expect(canonicalContent('REVENUE_REPORT', 'L-1', revenueReport(1).payload)).toBe(
      '["REVENUE_REPORT","L-1","C-1","2025-01","100000"]',
    )
  })

  it.each([
    { customerId: 'C-2' },
    { principal: '101' },
    { interest: '6' },
    { fee: '2' },
    { feeName: 'late fee' },
    { date: '2025-02-16' },
  ])('tells events apart by %j', (given) => {
    expect(contentOf(given)).not.toBe(contentOf({}))
  })

  it('tells loans and kinds apart', () => {
    expect(contentOf({}, 'L-2')).not.toBe(contentOf({}))
    const settled = earlySettlement(2, paid.payload)
    expect(canonicalContent(settled.kind, 'L-1', settled.payload)).not.toBe(contentOf({}))
  })

  it('does not count VAT, nor what was taken from outside the stream', () => {
    const one = disbursement(1, { vat: '18', vatRate: '0.18', vatGiven: null })
    const other = disbursement(2, {
      vat: '20',
      vatRate: '0.2',
      vatGiven: '19',
      today: '2026-01-01',
      closedThrough: '2025-06-30',
      accounts: { '1101': '1400' },
      exponent: 0,
    })
    expect(canonicalContent('DISBURSEMENT', 'L-1', one.payload)).toBe(
      canonicalContent('DISBURSEMENT', 'L-1', other.payload),
    )
  })

  it('has no two ways to read it', () => {
    expect(contentOf({ customerId: 'C-1","100' })).not.toBe(contentOf({}))
    expect(contentOf({ customerId: 'a', feeName: 'b' })).not.toBe(
      contentOf({ customerId: 'b', feeName: 'a' }),
    )
  })

  it('throws where the payload is of another kind', () => {
    expect(() => canonicalContent('REVENUE_REPORT', 'L-1', paid.payload)).toThrow(InvariantError)
  })
})
