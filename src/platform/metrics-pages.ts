import type { Metrics } from './metrics'
import { mergePages } from './metrics-merge'

const TIMEOUT_MS = 2_000

/**
 * A page of metrics with those of other processes appended; one that does not answer is left
 * out. Two or more are told apart by the label `instance`.
 */
export async function combinedPage(
  metrics: Pick<Metrics, 'page'>,
  upstreams: readonly string[],
): Promise<string> {
  const [own, ...others] = await Promise.all([metrics.page(), ...upstreams.map(fetchPage)])
  return mergePages([
    { page: own },
    ...others.map((page, index) => {
      const instance = new URL(upstreams[index] ?? '').host
      return upstreams.length > 1 ? { page, instance } : { page }
    }),
  ])
}

async function fetchPage(url: string): Promise<string> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    return answer.ok ? await answer.text() : ''
  } catch {
    return ''
  }
}
