import { PushClient } from '../../src/push-client/push-client'
import type { PushAnswer } from '../../src/push-client/push-client'
import type { Cluster } from './cluster'
import { foundLender } from './lender'
import { median } from '../report/statistics'
import { story } from './story'

export interface Wait {
  /** Seconds from asking to the outcome, at the API that was given the event; the middle one. */
  own: number
  /** The same at the other API, which was told nothing of it. */
  other: number
}

const LOANS = 40

/**
 * An event is pushed to one API; another request then waits for its outcome, at that API or at the
 * other one. Either must hear of it.
 */
export async function measureWaits(cluster: Cluster): Promise<Wait> {
  const { apiKey } = await foundLender(cluster)
  const [first = '', second = ''] = cluster.urls
  const client = new PushClient({ url: first, apiKey })
  const own: number[] = []
  const other: number[] = []
  for (let loan = 1; loan <= LOANS; loan += 1) {
    const [event] = story(`LN-${loan}`)
    if (event === undefined) throw new Error('a story has events')
    await client.push(event)
    const isOther = loan % 2 === 0
    const began = performance.now()
    await waitFor(isOther ? second : first, apiKey, event.key ?? '', event.body)
    const seconds = (performance.now() - began) / 1000
    ;(isOther ? other : own).push(seconds)
  }
  return { own: median(own), other: median(other) }
}

/** The same event with the same key is that event; its answer may be waited for. */
async function waitFor(url: string, apiKey: string, key: string, body: unknown): Promise<void> {
  const response = await fetch(`${url}/lms-integration/disbursement`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-LMS-API-Key': apiKey,
      'Idempotency-Key': key,
      Prefer: 'wait=20',
    },
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as PushAnswer
  const status = 'push' in answer ? answer.push.status : 'refused'
  if (status !== 'POSTED') throw new Error(`${url} was waited at for ${key}: ${status}`)
}
