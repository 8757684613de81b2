import type { Bench } from '../bench'
import { atRate } from '../load/at-rate'
import { HttpSender } from '../load/http-sender'
import { inParallel } from '../load/in-parallel'
import { SENDERS } from '../load/lender'
import { loanEvent } from '../load/loan-events'
import type { Measurement } from '../measure'
import { PUSH_RATE, STEADY_SECONDS } from '../product/steady'
import { latency } from '../report/statistics'

const REQUESTS = 5_000

async function withSender<T>(
  bench: Bench,
  path: string,
  work: (send: (place: number) => Promise<void>) => Promise<T>,
): Promise<T> {
  const sender = new HttpSender()
  try {
    return await work(async (place) => {
      const { body } = loanEvent(`L${place}`, 3 * place + 2)
      await sender.post(`${bench.server.url}/${path}`, JSON.stringify(body))
    })
  } finally {
    sender.close()
  }
}

export const expressAlone: Measurement = {
  name: 'express',
  what: 'Express validating JSON, without a database',
  async run(bench) {
    const count = bench.loans(REQUESTS)
    const begin = performance.now()
    await withSender(bench, 'nothing', (send) => inParallel(Array(count).keys(), SENDERS, send))
    return { events: count, seconds: (performance.now() - begin) / 1000 }
  },
}

export const steadyInsert: Measurement = {
  name: 'bare insert',
  what: `${PUSH_RATE} requests a second to Express, each validated and inserted as one row`,
  async run(bench) {
    const count = PUSH_RATE * STEADY_SECONDS
    const begin = performance.now()
    const answered = await withSender(bench, 'insert', (send) => atRate(PUSH_RATE, count, send))
    const { p50, p99 } = latency(answered)
    const seconds = (performance.now() - begin) / 1000
    return { events: count, seconds, figures: { p50, p99 } }
  },
}
