import { BalancedClient } from './balanced-client'
import { checkEvents } from './check-events'
import type { Cluster } from './cluster'
import { foundLender } from './lender'
import { pushStories } from './load'
import { outcomeOf } from './outcome'
import { story } from './story'

export interface Rate {
  workers: 1 | 2
  /** From the first event's receipt to the last posting. */
  eventsPerSecond: number
  medianSeconds: number
  p99Seconds: number
}

/** The same load with one worker and with two, by turns; two of them run at the end. */
export async function measureRates(
  cluster: Cluster,
  { loans, rounds }: { loans: number; rounds: number },
  say: (text: string) => void,
): Promise<Rate[]> {
  // Not counted: compilers and caches are cold.
  await measure(cluster, Math.ceil(loans / 4), 2)
  const rates: Rate[] = []
  for (let round = 1; round <= rounds; round += 1) {
    // Whoever is measured second finds larger tables.
    for (const workers of round % 2 === 1 ? ([1, 2] as const) : ([2, 1] as const)) {
      const rate = await measure(cluster, loans, workers)
      say(`round ${round}, workers ${workers}: ${Math.round(rate.eventsPerSecond)} events a second`)
      rates.push(rate)
    }
  }
  await cluster.workers[1]?.start()
  return rates
}

async function measure(cluster: Cluster, loans: number, workers: 1 | 2): Promise<Rate> {
  const second = cluster.workers[1]
  await (workers === 1 ? second?.stop() : second?.start())
  const { businessId, apiKey } = await foundLender(cluster)
  const stories = Array.from({ length: loans }, (_, loan) => story(`LN-${loan + 1}`))
  const accepted = await pushStories(new BalancedClient(cluster.urls, apiKey), stories)
  const { posted, seconds, medianSeconds, p99Seconds } = await outcomeOf(
    cluster.database,
    businessId,
  )
  await checkEvents(cluster.database, businessId, accepted)
  return { workers, eventsPerSecond: posted / seconds, medianSeconds, p99Seconds }
}
