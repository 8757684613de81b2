import fc from 'fast-check'
import { LosslessNumber } from 'lossless-json'

import { creditRefund } from '../../src/api/push/requests/credit-refund'
import { disbursement } from '../../src/api/push/requests/disbursement'
import { earlySettlement } from '../../src/api/push/requests/early-settlement'
import { readBatchEvent } from '../../src/api/push/read-batch'
import { repayment } from '../../src/api/push/requests/repayment'
import { revenueReport } from '../../src/api/push/requests/revenue-report'
import { reversal } from '../../src/api/push/requests/reversal'
import { writeOff } from '../../src/api/push/requests/write-off'
import { stageRequest } from '../../src/api/push/staged-request'
import type { PushedKind } from '../../src/domain/events/kinds'
import { pushedContent, PUSHED_FIELDS } from '../../src/push-client/pushed-fields'

type Fields = Record<string, unknown>

/** What the API compares events by; undefined for what it refuses. */
function fingerprint(event: Fields, exponent: number): string | undefined {
  const business = {
    ...{ id: 'business', currency: 'TZS', exponent, timeZone: 'UTC', closedThrough: null },
    ...{ vatRates: [{ validFrom: '2000-01-01', rate: '0.18' }], accounts: {} },
  }
  const reading = readBatchEvent(event, { business, today: '2026-03-15' }, new Map())
  if (!reading.ok) return undefined
  return stageRequest({ business, keyPrefix: 'lsk' }, reading.event, null).fingerprint
}

const number = (text: string) => new LosslessNumber(text)
const amount = fc.constantFrom<unknown>(
  ...['1000', '1000.00', '1e3', '2000', '100', number('1000'), number('1000.0'), number('10e2')],
)
const fee = fc.constantFrom<unknown>('0', '0.00', null, undefined, '5', number('0'), number('5.0'))
const feeName = fc.constantFrom(null, undefined, '', 'Late fee', 'late fee')
const party = {
  loanId: fc.constantFrom('LN-1', 'LN-2'),
  customerId: fc.constantFrom('C-1', 'C-2'),
  customerName: fc.constantFrom('Asha Mwakyusa', 'A. Mwakyusa'),
}
const date = fc.constantFrom('2026-01-15', '2026-01-16')
const event = fc.oneof<fc.Arbitrary<Fields>[]>(
  fc.record({
    ...{ type: fc.constant('disbursement'), ...party, loanAmount: amount, disbursementDate: date },
    adminFee: fc.constantFrom('0', '10', number('10.0')),
    vatOnAdminFee: fc.constantFrom(undefined, '0', '1.8'),
  }),
  fc.record({
    ...{ type: fc.constant('revenue-report'), ...party, revenueAmount: amount },
    revenueMonth: fc.constantFrom('2026-01', '2026-02'),
  }),
  fc.record({
    ...{ type: fc.constant('repayment'), ...party, repaymentDate: date },
    ...{ repaymentPrincipal: amount, repaymentInterest: fee, feeAmount: fee, feeName },
  }),
  fc.record({
    ...{ type: fc.constant('early-settlement'), ...party, repaymentEarlySettlementDate: date },
    repaymentEarlySettlementPrincipal: amount,
    repaymentEarlySettlementInterest: fee,
    ...{ feeAmount: fee, feeName },
  }),
  fc.record({
    ...{ type: fc.constant('reversal'), loanId: party.loanId },
    eventId: fc.constantFrom(
      '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11',
      '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e12',
    ),
    reason: fc.constantFrom('Wrong', 'Twice'),
    reversalDate: fc.constantFrom(null, undefined, '2026-02-20'),
    cascade: fc.constantFrom(null, undefined, false, true),
  }),
)

describe('What a pushed event says', () => {
  it('is the same exactly where the API takes two events for equal, in any currency', () => {
    let equal = 0
    const property = fc.property(event, event, fc.constantFrom(0, 2, 3), (one, other, exponent) => {
      const alike: Fields = { ...other, ...(one['type'] === other['type'] ? {} : one) }
      const [first, second] = [fingerprint(one, exponent), fingerprint(alike, exponent)]
      fc.pre(first !== undefined && second !== undefined)
      if (first === second) equal += 1
      expect(pushedContent(one) === pushedContent(alike)).toBe(first === second)
    })
    fc.assert(property, { numRuns: 2_000 })
    expect(equal).toBeGreaterThan(100)
  })

  it('knows the fields that the API knows', () => {
    const shapes: Record<PushedKind, object> = {
      DISBURSEMENT: disbursement.schema.shape,
      REVENUE_REPORT: revenueReport.schema.shape,
      REPAYMENT: repayment.schema.shape,
      EARLY_SETTLEMENT: earlySettlement.schema.shape,
      CREDIT_REFUND: creditRefund.schema.shape,
      WRITE_OFF: writeOff.schema.shape,
      REVERSAL: reversal.schema.shape,
    }
    for (const [kind, shape] of Object.entries(shapes)) {
      const known = Object.keys(PUSHED_FIELDS[kind as PushedKind])
      const asked = Object.keys(shape).filter((name) => name !== 'dryRun')
      expect(known.sort()).toEqual(asked.sort())
    }
  })

  it('takes an id for the same however it is composed, and an event id in any case', () => {
    const loan = (loanId: string) => pushedContent({ type: 'repayment', loanId })
    expect(loan('Caf\u00e9')).toBe(loan('Cafe\u0301'))
    const reversal = (eventId: string) => pushedContent({ type: 'reversal', eventId })
    expect(reversal('0199D0C2')).toBe(reversal('0199d0c2'))
  })

  it('is all of it where nobody knows the type', () => {
    const said = (given: Fields) => pushedContent({ type: 'gift', loanId: 'LN-1', ...given })
    expect(said({ customerName: 'Asha' })).not.toBe(said({ customerName: 'Amina' }))
    expect(said({ key: 'a' })).toBe(said({ key: 'b' }))
  })
})
