import type { Database } from '../../src/platform/database'
import { verifyBooks } from '../../src/verify/verify-books'
import type { Accepted } from './load'

interface StoredEvent {
  id: string
  key: string
  status: string
}

/** Fails unless the business has each accepted event once, with an outcome, and no other. */
export async function checkEvents(
  database: Database,
  businessId: string,
  accepted: Accepted,
): Promise<void> {
  const stored = await database.query<StoredEvent & Record<string, unknown>>(
    'cluster_events',
    'SELECT id, idempotency_key AS key, status FROM loan_event WHERE business_id = $1',
    [businessId],
  )
  const byKey = new Map(stored.map((event) => [event.key, event]))
  const lost = [...accepted].filter(([key, eventId]) => byKey.get(key)?.id !== eventId)
  const open = stored.filter(({ status }) => status !== 'POSTED')
  if (lost.length > 0) throw new Error(`accepted and lost: ${lost.join(', ')}`)
  if (stored.length !== accepted.size) {
    throw new Error(`${accepted.size} events were accepted, and ${stored.length} are stored`)
  }
  if (open.length > 0) {
    throw new Error(`not posted: ${open.map(({ key, status }) => `${key} ${status}`).join(', ')}`)
  }
}

/** `./loansaga verify` of everything, with nothing left half done; returns the loans it proved. */
export async function proveBooks(database: Database): Promise<{ loans: number; events: number }> {
  const { proven, loans, events, waiting, differences, inFlight, parked, owed } =
    await verifyBooks(database)
  const unfinished = waiting + inFlight.count + parked.count + owed.count
  if (!proven || unfinished > 0) {
    const found = JSON.stringify({ waiting, differences, inFlight, parked, owed }, null, 2)
    throw new Error(`the books are not proven:\n${found}`)
  }
  return { loans, events }
}
