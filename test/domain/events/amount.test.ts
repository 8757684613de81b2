import { amountOf } from '../../../src/domain/events/amount'
import type { StreamEvent } from '../../../src/domain/events/stream-event'
import { LendingRequests } from '../../support/lending-requests'

const loan = new LendingRequests({ businessId: 'B', loanId: 'L' })

const amountOfRequest = (
  { kind, payload, effectiveDate }: ReturnType<typeof loan.submit>,
  judgedAmount?: bigint,
) =>
  amountOf({
    ...{ eventId: 'E', seq: 1, kind, effectiveDate, payload, judgedAmount },
  } as StreamEvent)

describe('The figure that names a command', () => {
  it('is what it asks for', () => {
    expect(amountOfRequest(loan.submit())).toBe(1_000_000n)
    expect(amountOfRequest(loan.repay('5000'), 4_000n)).toBe(5_000n)
  })

  it('is what it was judged to be, where it names no amount', () => {
    const writeOff = loan.dated('WRITE_OFF', { date: null }, {})
    expect(amountOfRequest(writeOff, 612_714n)).toBe(612_714n)
    expect([amountOfRequest(writeOff), amountOfRequest(writeOff, 0n)]).toEqual([null, null])
  })
})
