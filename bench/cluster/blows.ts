import type { Push } from '../../src/push-client/push-client'
import { BalancedClient } from './balanced-client'
import { checkEvents } from './check-events'
import type { Cluster } from './cluster'
import { foundLender } from './lender'
import { pushStories } from './load'
import type { Accepted } from './load'
import { outcomeOf } from './outcome'
import type { Outcome } from './outcome'
import { story } from './story'

/** What happens to an API and a worker: `kill -9`, or SIGTERM as in a roll-out. */
interface Blow {
  by: 'kill' | 'stop'
  machine: 0 | 1
}

export interface Wave extends Outcome, Pick<Blow, 'by'> {
  struck: string[]
  /** Requests that an API did not answer and that were sent again. */
  repeats: number
}

export interface SteadyLoad {
  loans: number
  eventsPerSecond: number
}

const BLOWS: readonly Blow[] = [
  { by: 'kill', machine: 0 },
  { by: 'kill', machine: 1 },
  { by: 'stop', machine: 0 },
]

/** Of the wave's events, answered when the blow falls. */
const BLOW_AT = 0.3

/**
 * Waves of steady load on the same loans. In each an API and a worker end, and the ones that are
 * left alone bring it to its end; then the ended ones are replaced.
 */
export async function strikeUnderLoad(
  cluster: Cluster,
  load: SteadyLoad,
  say: (text: string) => void,
): Promise<Wave[]> {
  const lender = await foundLender(cluster)
  const accepted = new Map<string, string>()
  const waves: Wave[] = []
  for (const [chapter, blow] of BLOWS.entries()) {
    const { by, machine } = blow
    const struck = [cluster.apis[machine], cluster.workers[machine]].filter(
      (one) => one !== undefined,
    )
    const names = struck.map(({ name }) => name)
    const client = new BalancedClient(cluster.urls, lender.apiKey, load.eventsPerSecond)
    const stories = Array.from({ length: load.loans }, (_, loan) =>
      story(`LN-${loan + 1}`, chapter),
    )
    const since = new Date()
    const taken = await pushAndStrike(client, stories, async () => {
      await Promise.all(struck.map((one) => one[by]()))
      say(`${by}: ${names.join(' and ')}`)
    })
    for (const [key, eventId] of taken) accepted.set(key, eventId)
    const outcome = await outcomeOf(cluster.database, lender.businessId, since)
    await Promise.all(struck.map((one) => one.start()))
    waves.push({ ...outcome, by, struck: names, repeats: client.repeats })
  }
  await checkEvents(cluster.database, lender.businessId, accepted)
  return waves
}

/** Strikes once, when enough is answered; resolves when that and the load have ended. */
async function pushAndStrike(
  client: BalancedClient,
  stories: readonly (readonly Push[])[],
  strike: () => Promise<void>,
): Promise<Accepted> {
  const answersBefore = Math.ceil(stories.flat().length * BLOW_AT)
  let blow: Promise<void> | undefined
  const taken = await pushStories(client, stories, (answers) => {
    if (answers >= answersBefore) blow ??= strike()
  })
  await blow
  return taken
}
