import { inParallel } from '../load/in-parallel'
import { OwnLender } from '../load/own-lender'
import { loanEvents } from '../load/loan-events'
import type { Measurement } from '../measure'
import { median } from '../report/statistics'

/** Loans of each age, and what their sizes are compared at. */
const LOANS = 30
const [FIFTH, SIXTIETH] = [5, 60]
/** Until a loan can be repaid: submitted, approved, paid out. */
const OPENED = 3
const READS = 300

/** A loan of few events and one of 60 by turns; one that lives here and one that was pushed. */
export const ownLoans: Measurement = {
  name: 'own loans',
  what: `the ${FIFTH}th and the ${SIXTIETH}th command of a loan of /v1, and reading it then`,
  async run(bench) {
    const own = await OwnLender.found(bench)
    const pushed = 'pushed'
    await own.lender.pushBatch(loanEvents(pushed, SIXTIETH))
    const young = await own.activeLoans(bench.loans(LOANS))
    const old = await own.activeLoans(bench.loans(LOANS))
    await repayUntil(own, young, FIFTH - 1)
    await repayUntil(own, old, SIXTIETH - 1)
    await own.lender.settled()
    const begin = performance.now()
    const [fifth, sixtieth] = await byTurns(young.length, [
      (place) => own.repay(young[place] ?? ''),
      (place) => own.repay(old[place] ?? ''),
    ])
    const [read, readPushed] = await byTurns(bench.loans(READS), [
      (place) => own.read(old[place % old.length] ?? ''),
      () => own.lender.read(pushed),
    ])
    const seconds = (performance.now() - begin) / 1000
    own.close()
    return {
      events: 2 * young.length + 2 * bench.loans(READS),
      seconds,
      figures: {
        ...{ [`at ${FIFTH}`]: fifth, [`at ${SIXTIETH}`]: sixtieth },
        ...{ 'read, own': read, 'read, pushed': readPushed },
      },
    }
  },
}

async function repayUntil(
  own: OwnLender,
  loans: readonly string[],
  commands: number,
): Promise<void> {
  await inParallel(loans, loans.length, async (loan) => {
    for (let sent = OPENED; sent < commands; sent += 1) await own.repay(loan, 0)
  })
}

type Work = (place: number) => Promise<void>

/** The median of what each of two takes, in milliseconds: one at a time, each after the other. */
async function byTurns(times: number, [one, other]: readonly [Work, Work]) {
  const taken: [number[], number[]] = [[], []]
  const timed = async (work: Work, place: number): Promise<number> => {
    const begin = performance.now()
    await work(place)
    return performance.now() - begin
  }
  for (let place = 0; place < times; place += 1) {
    taken[0].push(await timed(one, place))
    taken[1].push(await timed(other, place))
  }
  return [median(taken[0]), median(taken[1])] as const
}
