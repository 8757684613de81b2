import type { Bench } from '../bench'
import { historyCost } from '../load/history-cost'
import { Lender, SENDERS } from '../load/lender'
import { inParallel } from '../load/in-parallel'
import { loanEvent } from '../load/loan-events'
import type { Measurement, Sample } from '../measure'

/** So many events, from the first request to the last posting. */
async function untilPosted(lender: Lender, send: () => Promise<number>): Promise<Sample> {
  const begin = Date.now()
  const events = await send()
  const end = await lender.settled()
  return { events, seconds: (end - begin) / 1000 }
}

type Send = (lender: Lender, loanIds: readonly string[], events: number) => Promise<void>

function manyEvents(
  { name, what }: Pick<Measurement, 'name' | 'what'>,
  loans: number,
  events: number,
  send: Send,
): Measurement {
  return {
    name,
    what,
    async run(bench) {
      const lender = await Lender.found(bench)
      const loanIds = lender.loanIds(bench.loans(loans))
      const sample = await untilPosted(lender, async () => {
        await send(lender, loanIds, events)
        return loanIds.length * events
      })
      const figures = await historyCost(bench, lender, loanIds, events)
      lender.close()
      return { ...sample, figures }
    },
  }
}

export const deep = manyEvents(
  { name: 'deep', what: '200 loans x 10 events, each sent when the one before is answered' },
  200,
  10,
  (lender, loanIds, events) => lender.sendLoans(loanIds, events),
)

export const hot = manyEvents(
  { name: 'hot', what: '20 loans x 100 events, one loan after the other at once' },
  20,
  100,
  (lender, loanIds, events) => lender.sendBursts(loanIds, events),
)

export const hotBatch = manyEvents(
  { name: 'hot batch', what: '20 loans x 100 events, those of a loan in one request' },
  20,
  100,
  (lender, loanIds, events) => lender.sendBatches(loanIds, events),
)

const PORTFOLIO = 2_000
const portfolios = new WeakMap<Bench, Lender>()

export const starts: Measurement = {
  name: 'starts',
  what: 'disbursements of 2,000 new loans',
  async run(bench) {
    const lender = await Lender.found(bench)
    portfolios.set(bench, lender)
    const loanIds = lender.loanIds(bench.loans(PORTFOLIO))
    return untilPosted(lender, async () => {
      await lender.sendLoans(loanIds, 1)
      return loanIds.length
    })
  },
}

/** The loans that `starts` has made, in the same round. */
export const wide: Measurement = {
  name: 'wide',
  what: '2,000 loans that exist x 1 event',
  async run(bench) {
    const lender = portfolios.get(bench) ?? (await startedPortfolio(bench))
    const loanIds = lender.loanIds(bench.loans(PORTFOLIO))
    const sample = await untilPosted(lender, async () => {
      await inParallel(loanIds, SENDERS, async (loanId) => {
        await lender.push(loanEvent(loanId, 1))
      })
      return loanIds.length
    })
    lender.close()
    portfolios.delete(bench)
    return sample
  },
}

async function startedPortfolio(bench: Bench): Promise<Lender> {
  await starts.run(bench)
  const lender = portfolios.get(bench)
  if (lender === undefined) throw new Error('starts has made no portfolio')
  return lender
}

const REPAYMENTS = 20

export const reversal: Measurement = {
  name: 'reversal',
  what: 'of the first of 20 repayments, 50 loans',
  async run(bench) {
    const lender = await Lender.found(bench)
    const loanIds = lender.loanIds(bench.loans(50))
    const firsts = new Map<string, string>()
    await inParallel(loanIds, SENDERS, async (loanId) => {
      await lender.push(loanEvent(loanId, 0))
      for (let place = 0; place < REPAYMENTS; place += 1) {
        // Places of repayments only.
        const { eventId } = await lender.push(loanEvent(loanId, 3 * place + 2))
        if (place === 0) firsts.set(loanId, eventId)
      }
    })
    await lender.settled()
    const sample = await untilPosted(lender, async () => {
      await inParallel(firsts, SENDERS, async ([loanId, eventId]) => {
        await lender.reverse(loanId, eventId)
      })
      return firsts.size
    })
    lender.close()
    return sample
  },
}
