import { startUpdated } from '../floors/temporal'
import { atRate } from '../load/at-rate'
import { OwnLender } from '../load/own-lender'
import type { Measurement } from '../measure'
import { latency } from '../report/statistics'
import { COMMAND_RATE } from './steady'

const SECONDS = 30
const LOANS = 100

/**
 * Turn about a bare update and a command of `/v1`, so that whatever else the machine does meets
 * both: a disbursement and a repayment by turns, each of a loan that no other of the last seconds
 * was for.
 */
export const commands: Measurement = {
  name: 'commands',
  what: `${COMMAND_RATE} a second, a bare update and a command of /v1 by turns, each waited for`,
  async run(bench) {
    const own = await OwnLender.found(bench)
    const count = Math.ceil(bench.loans(SECONDS * COMMAND_RATE) / 4) * 4
    const toPayOut = await own.approvedLoans(count / 4)
    const active = await own.activeLoans(bench.loans(LOANS))
    const update = await startUpdated(bench, bench.loans(LOANS))
    const runs = [
      update,
      (place: number) => own.disburse(toPayOut[(place - 1) / 4] ?? ''),
      update,
      (place: number) => own.repay(active[((place - 3) / 4) % active.length] ?? ''),
    ]
    const begin = performance.now()
    const times = await atRate(COMMAND_RATE, count, async (place) => runs[place % 4]?.(place))
    const seconds = (performance.now() - begin) / 1000
    own.close()
    const updates = latency(times.filter((_, place) => place % 2 === 0))
    const sent = latency(times.filter((_, place) => place % 2 === 1))
    return {
      events: count,
      seconds,
      figures: {
        ...{ 'update p50': updates.p50, 'update p99': updates.p99 },
        ...{ p50: sent.p50, p99: sent.p99 },
        'disburse p50': latency(times.filter((_, place) => place % 4 === 1)).p50,
        'repay p50': latency(times.filter((_, place) => place % 4 === 3)).p50,
      },
    }
  },
}
