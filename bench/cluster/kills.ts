import { BalancedClient } from './balanced-client'
import { checkEvents } from './check-events'
import type { Cluster } from './cluster'
import { foundLender } from './lender'
import { pushStories } from './load'
import type { Accepted } from './load'
import { outcomeOf } from './outcome'
import type { Outcome } from './outcome'
import { story } from './story'

export interface Wave extends Outcome {
  killed: string[]
  /** Requests that met a dead API and were sent again. */
  repeats: number
}

/** Of the wave's events, answered when the blow falls. */
const BLOW_AT = 0.3

/**
 * Two waves of load on the same loans. In each an API and a worker are killed, other ones each
 * time, and the survivors alone bring it to its end; then the dead are replaced.
 */
export async function killUnderLoad(
  cluster: Cluster,
  loans: number,
  say: (text: string) => void,
): Promise<Wave[]> {
  const { businessId, apiKey } = await foundLender(cluster)
  const accepted = new Map<string, string>()
  const waves: Wave[] = []
  for (const chapter of [0, 1]) {
    const client = new BalancedClient(cluster.urls, apiKey)
    const victims = [cluster.apis[chapter], cluster.workers[chapter]].filter(
      (machine) => machine !== undefined,
    )
    const strike = once(async () => {
      await Promise.all(victims.map((machine) => machine.kill()))
      say(`killed ${victims.map(({ name }) => name).join(' and ')}`)
    })
    const since = new Date()
    const stories = Array.from({ length: loans }, (_, loan) => story(`LN-${loan + 1}`, chapter))
    const blow = Math.ceil(stories.flat().length * BLOW_AT)
    const taken = await pushStories(client, stories, (answered) => {
      if (answered >= blow) strike.start()
    })
    await strike.ended
    merge(accepted, taken)
    const outcome = await outcomeOf(cluster.database, businessId, since)
    await Promise.all(victims.map((machine) => machine.start()))
    waves.push({ ...outcome, killed: victims.map(({ name }) => name), repeats: client.repeats })
  }
  await checkEvents(cluster.database, businessId, accepted)
  return waves
}

/** An action that the first of many calls starts. */
function once(action: () => Promise<void>): { start(): void; ended: Promise<void> } {
  let start: () => void = () => undefined
  const started = new Promise<void>((resolve) => {
    start = resolve
  })
  return { start, ended: started.then(action) }
}

function merge(all: Map<string, string>, more: Accepted): void {
  for (const [key, eventId] of more) all.set(key, eventId)
}
