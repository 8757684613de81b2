import { createApiKey } from '../../src/identity/api-keys'
import { createBusiness } from '../../src/business/create-business'
import { createKeyPair } from '../../src/identity/key-pairs'
import { Database } from '../../src/platform/database'
import { retry } from '../../src/platform/retry'
import type { UpStack } from '../support/up-stack'
import { OwnDoor } from './own/own-door'
import { PushDoor } from './push-door'

/** A business of its own for a scenario, so that each is checked on its own. */
export interface Lender {
  businessId: string
  /** Several systems of one lender, each with its key. */
  doors: PushDoor[]
  /** Its system for the loans that live here. */
  ownDoor: OwnDoor
}

const SYSTEMS = 3
let lenders = 0

export function foundLender({ credentials, url }: UpStack): Promise<Lender> {
  return withDatabase(credentials.databaseUrl, async (database) => {
    lenders += 1
    const businessId = await createBusiness(database, { name: `Lender ${process.pid}-${lenders}` })
    const doors: PushDoor[] = []
    for (let system = 1; system <= SYSTEMS; system += 1) {
      const { key } = await createApiKey(database, businessId, `System ${system}`)
      doors.push(new PushDoor(url, key))
    }
    const scopes = ['lms:read', 'lms:write'] as const
    const pair = await createKeyPair(database, businessId, 'Core banking', scopes)
    return { businessId, doors, ownDoor: new OwnDoor(url, pair) }
  })
}

/** The server may just have been killed: a connection that is lost is made again. */
export function withDatabase<T>(
  connectionString: string,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const options = { attempts: 5, baseDelayMs: 500, retryable: isDisconnected }
  return retry(options, async () => {
    const database = new Database({ connectionString, poolSize: 4 })
    try {
      return await work(database)
    } finally {
      await database.close()
    }
  })
}

function isDisconnected(error: unknown): boolean {
  return !(error instanceof Error && error.name === 'AssertionError')
}
