import type { RequestHandler } from 'express'

const TIMEOUT_MS = 2_000

/** What the API needs, by name; each throws or rejects where it is not there. */
export type Readiness = Readonly<Record<string, () => Promise<void>>>

/** 200 when everything that is needed answers, else 503; each part is named with ok or failed. */
export function readyz(readiness: Readiness): RequestHandler {
  return async (_req, res) => {
    const checks = await Promise.all(
      Object.entries(readiness).map(async ([name, check]) => [name, await stateOf(check)] as const),
    )
    const ready = checks.every(([, state]) => state === 'ok')
    res
      .status(ready ? 200 : 503)
      .json({ status: ready ? 'ready' : 'not ready', checks: Object.fromEntries(checks) })
  }
}

async function stateOf(check: () => Promise<void>): Promise<'ok' | 'failed'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'failed'>((resolve) => {
    timer = setTimeout(() => resolve('failed'), TIMEOUT_MS)
  })
  const answer = check().then(
    () => 'ok' as const,
    () => 'failed' as const,
  )
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
