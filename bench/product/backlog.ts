import { Lender } from '../load/lender'
import { loanEvents } from '../load/loan-events'
import type { Measurement } from '../measure'

const BATCHES = 10
const MOST_OF_A_BATCH = 500

/** What a batch takes until it is durable while all that came before it still waits. */
export const backlog: Measurement = {
  name: 'backlog',
  what: `${BATCHES} batches of ${MOST_OF_A_BATCH} events to one loan, one after the other`,
  async run(bench) {
    const lender = await Lender.found(bench)
    const [loanId = ''] = lender.loanIds(1)
    const size = bench.loans(MOST_OF_A_BATCH)
    const events = loanEvents(loanId, size * BATCHES)
    const figures: Record<string, number> = {}
    const begin = Date.now()
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const sent = performance.now()
      await lender.pushBatch(events.slice(batch * size, (batch + 1) * size))
      figures[`batch ${batch + 1}`] = performance.now() - sent
    }
    const end = await lender.settled()
    lender.close()
    return { events: events.length, seconds: (end - begin) / 1000, figures }
  },
}
