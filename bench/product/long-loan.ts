import type { Bench } from '../bench'
import { Lender } from '../load/lender'
import { loanEvent } from '../load/loan-events'
import type { Measurement } from '../measure'
import { median } from '../report/statistics'

const PLACES = [10, 100, 1_000]
const AROUND = 10

/** The time of one event, waited for, near the 10th, 100th and 1,000th of a loan, and of a cold one. */
export const longLoan: Measurement = {
  name: 'long loan',
  what: 'the 10th, 100th and 1,000th event of one loan, each waited for',
  kills: true,
  async run(bench) {
    const lender = await Lender.found(bench)
    const [loanId = ''] = lender.loanIds(1)
    const figures: Record<string, number> = {}
    const begin = Date.now()
    let sent = 0
    for (const place of PLACES) {
      for (; sent < place - AROUND / 2; sent += 1) await lender.push(loanEvent(loanId, sent))
      await lender.settled()
      const times: number[] = []
      for (; sent < place + AROUND / 2; sent += 1) {
        times.push(await waitedMs(lender, loanId, sent))
      }
      figures[`at ${place}`] = median(times)
    }
    figures['after a restart'] = await afterEndOfWorker(bench, 'SIGTERM', lender, loanId, sent)
    figures['after a crash'] = await afterEndOfWorker(bench, 'SIGKILL', lender, loanId, sent + 1)
    lender.close()
    return { events: sent, seconds: (Date.now() - begin) / 1000, figures }
  },
}

async function waitedMs(lender: Lender, loanId: string, place: number): Promise<number> {
  const begin = performance.now()
  const { push } = await lender.push(loanEvent(loanId, place), 30)
  if (push.status !== 'POSTED') throw new Error(`waited for, and is ${push.status}`)
  return performance.now() - begin
}

/** The new worker has run another loan before: what is measured is the loan's own replay. */
async function afterEndOfWorker(
  bench: Bench,
  signal: 'SIGTERM' | 'SIGKILL',
  lender: Lender,
  loanId: string,
  place: number,
): Promise<number> {
  await bench.stack.kill('worker', signal)
  await waitedMs(lender, `another ${signal}`, 0)
  return waitedMs(lender, loanId, place)
}
