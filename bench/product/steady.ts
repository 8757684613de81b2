import type { Bench } from '../bench'
import { atRate } from '../load/at-rate'
import { Lender } from '../load/lender'
import { loanEvent } from '../load/loan-events'
import type { Measurement, Sample } from '../measure'
import { latency } from '../report/statistics'

/** Events a second: about half of what `deep` reaches on two cores, and what they bear of commands. */
export const PUSH_RATE = 100
export const COMMAND_RATE = 20
export const STEADY_SECONDS = 10
const LOANS = 200

/** Loans that exist, each asked in its turn. */
async function portfolio(bench: Bench): Promise<{ lender: Lender; loanAt(place: number): string }> {
  const lender = await Lender.found(bench)
  const loanIds = lender.loanIds(bench.loans(LOANS))
  await lender.sendLoans(loanIds, 1)
  await lender.settled()
  return { lender, loanAt: (place) => loanIds[place % loanIds.length] ?? '' }
}

export const steadyPush: Measurement = {
  name: 'steady push',
  what: `${PUSH_RATE} pushes a second, spread over 200 loans`,
  async run(bench): Promise<Sample> {
    const { lender, loanAt } = await portfolio(bench)
    const count = PUSH_RATE * STEADY_SECONDS
    const sentAt = new Map<string, number>()
    const begin = Date.now()
    const answered = await atRate(PUSH_RATE, count, async (place) => {
      const sent = Date.now()
      const { eventId } = await lender.push(repaymentOf(loanAt, place))
      sentAt.set(eventId, sent)
    })
    const end = await lender.settled()
    const posted = await lender.postedAt()
    const toPosted = [...sentAt].map(([eventId, sent]) => (posted.get(eventId) ?? end) - sent)
    lender.close()
    const durable = latency(answered)
    const whole = latency(toPosted)
    return {
      events: count,
      seconds: (end - begin) / 1000,
      figures: {
        'durable p50': durable.p50,
        'durable p99': durable.p99,
        'posted p50': whole.p50,
        'posted p99': whole.p99,
      },
    }
  },
}

export const steadyCommand: Measurement = {
  name: 'steady command',
  what: `${COMMAND_RATE} events a second that are waited for, spread over 200 loans`,
  async run(bench): Promise<Sample> {
    const { lender, loanAt } = await portfolio(bench)
    const count = COMMAND_RATE * STEADY_SECONDS
    const begin = Date.now()
    const waited = await atRate(COMMAND_RATE, count, async (place) => {
      const { push } = await lender.push(repaymentOf(loanAt, place), 30)
      if (push.status !== 'POSTED') throw new Error(`waited for, and is ${push.status}`)
    })
    const end = await lender.settled()
    lender.close()
    const { p50, p99 } = latency(waited)
    return { events: count, seconds: (end - begin) / 1000, figures: { p50, p99 } }
  },
}

/** A repayment of a loan, at a place that is one. */
function repaymentOf(loanAt: (place: number) => string, place: number) {
  return loanEvent(loanAt(place), 3 * place + 2)
}
