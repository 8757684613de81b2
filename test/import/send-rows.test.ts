import { setTimeout as sleep } from 'node:timers/promises'

import fc from 'fast-check'

import type { OutgoingRow } from '../../src/import/import-row'
import { sendRows } from '../../src/import/send-rows'
import type { SendOptions } from '../../src/import/send-rows'

function row(number: number, loanId: string): OutgoingRow {
  const key = `k${number}`
  return {
    ...{ number, fields: { loanId }, broken: null, key, check: '', attempt: 1 },
    ...{ formerContent: Buffer.alloc(32), former: { key, check: '' } },
  }
}

describe('Sending rows', () => {
  const options: Omit<SendOptions, 'send'> = {
    batchSize: 5,
    concurrency: 3,
    readAhead: 20,
    signal: new AbortController().signal,
  }

  it('sends every row once, a loan’s in their order and in one request at a time', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 120 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
      async (loans, delays) => {
        const rows = loans.map((loan, place) => row(place + 1, `L${loan}`))
        let read = 0
        const answered: OutgoingRow[] = []
        const underWay = new Set<unknown>()
        let requests = 0
        await sendRows(
          // eslint-disable-next-line @typescript-eslint/require-await
          (async function* () {
            for (const one of rows) {
              read += 1
              expect(read - answered.length).toBeLessThanOrEqual(options.readAhead)
              yield one
            }
          })(),
          {
            ...options,
            send: async (batch) => {
              requests += 1
              const its = new Set(batch.map(({ fields }) => fields['loanId']))
              expect(batch.length).toBeLessThanOrEqual(options.batchSize)
              expect(requests).toBeLessThanOrEqual(options.concurrency)
              for (const loan of its) expect(underWay.has(loan)).toBe(false)
              for (const loan of its) underWay.add(loan)
              await sleep(delays.next().value)
              for (const loan of its) underWay.delete(loan)
              answered.push(...batch)
              requests -= 1
            },
          },
        )
        for (const loan of new Set(loans)) {
          const ofLoan = (all: OutgoingRow[]) =>
            all.filter(({ fields }) => fields['loanId'] === `L${loan}`).map(({ number }) => number)
          expect(ofLoan(answered)).toEqual(ofLoan(rows))
        }
        expect(answered).toHaveLength(rows.length)
      },
    )
    await fc.assert(property, { numRuns: 40 })
  })

  it('lets the rows of one loan travel together', async () => {
    const rows = Array.from({ length: 20 }, (_, place) => row(place, `L${place % 2}`))
    const batches: number[] = []
    const send = (batch: readonly OutgoingRow[]) => {
      batches.push(new Set(batch.map(({ fields }) => fields['loanId'])).size)
      return sleep(5)
    }
    await sendRows(sourceOf(rows), { ...options, concurrency: 1, send })
    expect(batches).toEqual([2, 1, 1, 2])
  })

  it('begins nothing after a failure, and tells it when the rest has ended', async () => {
    const rows = Array.from({ length: 60 }, (_, place) => row(place, `L${place}`))
    let requests = 0
    let ended = 0
    const send = async () => {
      requests += 1
      if (requests === 2) throw new Error('gone')
      await sleep(20)
      ended += 1
    }
    await expect(sendRows(sourceOf(rows), { ...options, send })).rejects.toThrow('gone')
    expect(requests).toBeLessThanOrEqual(3)
    expect(ended).toBe(requests - 1)
  })
})

// eslint-disable-next-line @typescript-eslint/require-await
async function* sourceOf(rows: OutgoingRow[]): AsyncGenerator<OutgoingRow> {
  yield* rows
}
