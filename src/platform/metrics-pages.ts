import type { Metrics } from './metrics'

const TIMEOUT_MS = 2_000

/** A page of metrics with those of other processes appended; one that does not answer is left out. */
export async function combinedPage(metrics: Metrics, upstreams: readonly string[]): Promise<string> {
  const pages = await Promise.all([metrics.page(), ...upstreams.map(fetchPage)])
  return pages.filter((page) => page !== '').join('\n')
}

async function fetchPage(url: string): Promise<string> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    return answer.ok ? await answer.text() : ''
  } catch {
    return ''
  }
}
