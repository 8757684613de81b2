import { envelopeOf } from '../../src/contract/event-envelope'
import type { EventOf } from '../../src/domain/events/stream-event'
import { LendingRequests } from '../support/lending-requests'

const requests = new LendingRequests({ businessId: 'B', loanId: 'L' })

describe('The envelope of a command', () => {
  it('tells the principal that is applied for, and nobody’s id', () => {
    const { payload, effectiveDate } = requests.submit({ customerId: 'C-neema' })
    const event = { eventId: 'E', seq: 1, kind: 'SUBMIT', effectiveDate, payload }
    const envelope = envelopeOf(event as EventOf<'SUBMIT'>)
    expect(envelope).toMatchObject({
      kind: 'SUBMIT',
      figures: { principal: '1000000' },
      product: 'STANDARD',
    })
    expect(JSON.stringify(envelope)).not.toContain('neema')
  })

  it('tells its amount', () => {
    const { payload, effectiveDate } = requests.repay('5000')
    const event = { eventId: 'E', seq: 2, kind: 'REPAY', effectiveDate, payload }
    expect(envelopeOf(event as EventOf<'REPAY'>).figures).toEqual({ amount: '5000' })
  })
})
