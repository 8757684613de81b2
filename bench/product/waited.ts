import { Lender } from '../load/lender'
import { inParallel } from '../load/in-parallel'
import { loanEvent } from '../load/loan-events'
import type { Measurement } from '../measure'
import { latency } from '../report/statistics'

/** Clients at once, and what each asks for: the next when the one before is answered. */
export const CLIENTS = 8
export const EACH = 50

/** What somebody sees who waits for each outcome, while others do so for loans of their own. */
export const waitedRepayments: Measurement = {
  name: 'waited',
  what: `${CLIENTS} clients on loans of their own x ${EACH} repayments, each waited for`,
  async run(bench) {
    const lender = await Lender.found(bench)
    const loanIds = lender.loanIds(CLIENTS)
    await lender.sendLoans(loanIds, 1)
    await lender.settled()
    const each = bench.loans(EACH)
    const times: number[] = []
    const begin = performance.now()
    await inParallel(loanIds, CLIENTS, async (loanId) => {
      for (let place = 0; place < each; place += 1) {
        const sent = performance.now()
        // Places of repayments only.
        const { push } = await lender.push(loanEvent(loanId, 3 * place + 2), 30)
        if (push.status !== 'POSTED') throw new Error(`waited for, and is ${push.status}`)
        times.push(performance.now() - sent)
      }
    })
    const seconds = (performance.now() - begin) / 1000
    lender.close()
    const { p50, p99 } = latency(times)
    return { events: times.length, seconds, figures: { p50, p99 } }
  },
}
