import { setTimeout as sleep } from 'node:timers/promises'

import type { UpStack } from '../support/up-stack'
import { checkBooks, checkHistories } from './check-books'
import { checkLoan } from './check-loan'
import { disturb } from './disturb'
import { foundLender, withDatabase } from './lender'
import type { Lender } from './lender'
import { LoanClient } from './loan-client'
import { CustomerClient } from './own/customer-client'
import type { Disturbance, Scenario } from './scenario'
import type { Tally } from './tally'

/** Loans that clients work on at once. */
const CLIENTS = 24

/** Tells the loans of a scenario side by side, kills what it says, and checks all there is to check. */
export async function runScenario(stack: UpStack, scenario: Scenario, tally: Tally): Promise<void> {
  const lender = await foundLender(stack)
  const today = new Date().toISOString().slice(0, 10)
  const clients = scenario.loans.map((_, place) => {
    const door = lender.doors[place % lender.doors.length]!
    return new LoanClient(`LN-${place + 1}`, door, tally, today)
  })
  const home = {
    ...{ door: lender.ownDoor, databaseUrl: stack.credentials.databaseUrl },
    ...{ businessId: lender.businessId, tally, today },
  }
  const customers = scenario.customs.map((_, place) => new CustomerClient(`K-${place + 1}`, home))
  tally.scenario()
  const killed: Disturbance[] = []
  try {
    await play(stack, scenario.kills, storiesOf(scenario, clients, customers), tally, killed)
    await Promise.all(clients.map((client) => checkClient(stack, lender, client, tally)))
    for (const customer of customers) await customer.conclude()
    await checkBooks(stack, lender.businessId)
    await checkHistories(stack, lender.businessId, {
      expected: killed.includes('temporal storage') ? 0 : countStreams(clients, customers),
      tally,
    })
  } catch (error) {
    throw new Error(`${String(error)}\n${story([...clients, ...customers], killed)}`, {
      cause: error,
    })
  }
}

/** What is to be done one after the other; several go on side by side. */
type Story = (() => Promise<void>)[]

/** Customers and loans by turns, so that both are under way whenever something is killed. */
function storiesOf(
  { loans, customs }: Scenario,
  clients: readonly LoanClient[],
  customers: readonly CustomerClient[],
): Story[] {
  const pushed = loans.map((steps, place) => steps.map((step) => () => clients[place]!.do(step)))
  const own = customs.map((steps, place) => steps.map((step) => () => customers[place]!.do(step)))
  const longest = Math.max(pushed.length, own.length)
  return Array.from({ length: longest }, (_, place) => [own[place], pushed[place]])
    .flat()
    .filter((story) => story !== undefined)
}

async function play(
  stack: UpStack,
  kills: Scenario['kills'],
  stories: readonly Story[],
  tally: Tally,
  killed: Disturbance[],
): Promise<void> {
  const total = stories.reduce((steps, story) => steps + story.length, 0)
  let [done, isOver] = [0, false]
  const waiting = [...stories]
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      for (const step of next) {
        if (isOver) return
        await step()
        done += 1
      }
    }
  }
  const kill = async (): Promise<void> => {
    for (const { atPercent, what } of kills.toSorted(
      (one, other) => one.atPercent - other.atPercent,
    )) {
      while (!isOver && done * 100 < total * atPercent) await sleep(5)
      if (isOver) return
      if (await disturb(stack, what, tally)) killed.push(what)
    }
  }
  const workers = Array.from({ length: CLIENTS }, work)
  const killing = kill()
  try {
    await Promise.race([Promise.all(workers), killing.then(() => Promise.all(workers))])
  } finally {
    isOver = true
    await Promise.allSettled([...workers, killing])
  }
  await killing
}

async function checkClient(
  stack: UpStack,
  { businessId }: Lender,
  client: LoanClient,
  tally: Tally,
): Promise<void> {
  const loan = await client.settle()
  await withDatabase(stack.credentials.databaseUrl, (database) =>
    checkLoan(database, businessId, client.loanId, client.stream, loan),
  )
  tally.settled(client.stream)
}

function countStreams(
  clients: readonly LoanClient[],
  customers: readonly CustomerClient[],
): number {
  const told = clients.filter(({ stream }) => stream.length > 0).length
  return customers.reduce((sum, { loans }) => sum + loans, told)
}

function story(
  clients: readonly { name: string; log: readonly string[] }[],
  killed: readonly Disturbance[],
): string {
  const loans = clients.map(({ name, log }) => [name, ...log].join('\n  '))
  return [`Killed: ${killed.join(', ') || 'nothing'}`, ...loans].join('\n')
}
