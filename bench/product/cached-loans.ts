import { setTimeout as sleep } from 'node:timers/promises'

import type { Bench } from '../bench'
import { residentBytes } from '../cpu'
import { Lender } from '../load/lender'
import type { Measurement } from '../measure'

const WARM_UP = 200
const LOANS = 1_000
const SETTLE_MS = 1_000
const MEBIBYTE = 2 ** 20

/** A new worker, warmed up, holds so many loans more. */
export const cachedLoans: Measurement = {
  name: 'cached loans',
  what: 'memory of a worker per 1,000 loans it keeps',
  kills: true,
  async run(bench) {
    await bench.stack.kill('worker')
    const lender = await Lender.found(bench)
    const loanIds = lender.loanIds(bench.loans(WARM_UP + LOANS))
    const warmUp = loanIds.slice(0, bench.loans(WARM_UP))
    const more = loanIds.slice(warmUp.length)
    await lender.sendLoans(warmUp, 1)
    const before = await residentAtRest(bench, lender)
    const begin = Date.now()
    await lender.sendLoans(more, 1)
    const end = await lender.settled()
    const after = await residentAtRest(bench, lender)
    lender.close()
    const perThousand = ((after - before) / more.length) * 1_000
    return {
      events: more.length,
      seconds: (end - begin) / 1000,
      figures: { 'MiB per 1,000 loans': perThousand / MEBIBYTE, 'MiB before': before / MEBIBYTE },
    }
  },
}

async function residentAtRest(bench: Bench, lender: Lender): Promise<number> {
  await lender.settled()
  await sleep(SETTLE_MS)
  const { worker } = bench.stack.parts
  if (worker === undefined) throw new Error('there is no worker')
  return residentBytes(worker.pid)
}
