import { pino } from 'pino'

import type { ToldEvent } from '../../src/contract/loan-messages'
import { TellQueue } from '../../src/stream/tell-queue'
import { eventIdOf } from '../support/loan-events'

const logger = pino({ level: 'silent' })

function told(seq: number): ToldEvent {
  const eventId = eventIdOf(seq)
  const envelope = { eventId, seq, kind: 'REPAYMENT', effectiveDate: '2025-01-01', figures: {} }
  return { loan: { businessId: 'b', loanId: `loan-${seq}` }, envelope } as ToldEvent
}

describe('TellQueue', () => {
  it('tells all, no more than 8 at a time', async () => {
    let [underWay, most, done] = [0, 0, 0]
    const queue = new TellQueue({
      logger,
      leaveToRelay: () => Promise.reject(new Error('not needed')),
      tell: async () => {
        underWay += 1
        most = Math.max(most, underWay)
        await new Promise((resolve) => setImmediate(resolve))
        underWay -= 1
        done += 1
      },
    })
    for (let seq = 1; seq <= 500; seq += 1) queue.add(told(seq))
    await queue.drain()
    expect([most, done]).toEqual([8, 500])
  })

  it('leaves to the relay what could not be told, even if that fails too', async () => {
    const left: number[] = []
    const queue = new TellQueue({
      logger,
      tell: () => Promise.reject(new Error('Temporal is away')),
      leaveToRelay: (event) => {
        left.push(event.envelope.seq)
        return event.envelope.seq === 1
          ? Promise.reject(new Error('so is the database'))
          : Promise.resolve()
      },
    })
    queue.add(told(1))
    queue.add(told(2))
    await queue.drain()
    expect(left).toEqual([1, 2])
  })

  it('leaves to the relay what would wait too long', async () => {
    let open: () => void = () => undefined
    const opened = new Promise<void>((resolve) => (open = resolve))
    const left: number[] = []
    let toldCount = 0
    const queue = new TellQueue({
      logger,
      tell: async () => {
        await opened
        toldCount += 1
      },
      leaveToRelay: (event) => {
        left.push(event.envelope.seq)
        return Promise.resolve()
      },
    })
    const fits = 8 + 10_000
    for (let seq = 1; seq <= fits + 3; seq += 1) queue.add(told(seq))
    open()
    await queue.drain()
    expect(left).toEqual([fits + 1, fits + 2, fits + 3])
    expect(toldCount).toBe(fits)
  })
})
