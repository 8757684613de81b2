const TIMEOUT_MS = 2_000

/** What the API needs; each throws or rejects where it is not there. */
export type Readiness = Readonly<
  Record<'database' | 'temporal' | 'migrations', () => Promise<void>>
>

export type ReadyChecks = Record<keyof Readiness, 'ok' | 'failed'>

export async function checkReadiness(readiness: Readiness): Promise<ReadyChecks> {
  const [database, temporal, migrations] = await Promise.all([
    stateOf(readiness.database),
    stateOf(readiness.temporal),
    stateOf(readiness.migrations),
  ])
  return { database, temporal, migrations }
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
