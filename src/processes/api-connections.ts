import type { ApiConfig } from '../platform/config'
import { Database } from '../platform/database'
import type { Logger } from '../platform/logger'
import { Rehearsals } from '../steps/rehearse'

/** An API's connections, shared out so that no kind of work takes what another needs. */
export interface ApiConnections {
  /** Taking events in, and telling what became of them. */
  intake: Database
  /** Views, lists and all the rest. */
  reads: Database
  /** None where the books are kept by another deployment. */
  rehearsals: Rehearsals | undefined
  close(): Promise<void>
}

const ENOUGH_FOR_INTAKE = 5

/** How many each kind has of so many; with fewer than three, one each. */
export function shareConnections(size: number): Record<'intake' | 'reads' | 'rehearsals', number> {
  const rehearsals = size >= 6 ? 2 : 1
  const intake = Math.max(1, Math.min(ENOUGH_FOR_INTAKE, Math.floor(size / 2)))
  return { intake, rehearsals, reads: Math.max(1, size - intake - rehearsals) }
}

export function connectApi({ database, loanOptions }: ApiConfig, logger: Logger): ApiConnections {
  const share = shareConnections(database.poolSize)
  const given = { connectionString: database.url, logger }
  const intake = new Database({ ...given, applicationName: 'loansaga-api', poolSize: share.intake })
  const reads = new Database({
    ...given,
    applicationName: 'loansaga-api-reads',
    poolSize: share.reads,
  })
  const rehearsals =
    loanOptions.accounting === 'http'
      ? undefined
      : new Rehearsals({
          ...given,
          applicationName: 'loansaga-api-dry-runs',
          poolSize: share.rehearsals,
        })
  return {
    intake,
    reads,
    rehearsals,
    async close() {
      await Promise.all([intake.close(), reads.close(), rehearsals?.close()])
    },
  }
}
