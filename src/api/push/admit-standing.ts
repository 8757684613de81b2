import { isOfBefore } from '../../domain/values/identifier'
import type { Database } from '../../platform/database'
import { standingIds } from '../../stream/standing-ids'
import type { WrittenIds } from '../../stream/standing-ids'
import { StandingId } from '../wire/standing-id'

/** Where ids stand in the body of an event, and what they name. */
const FIELDS = {
  loanId: 'loans',
  customerId: 'customers',
  key: 'keys',
} as const satisfies Record<string, keyof WrittenIds>
const NAMES = Object.keys(FIELDS) as (keyof typeof FIELDS)[]

/**
 * Bodies in which an id that today's rule would refuse, or write otherwise, is let through where
 * something stands by exactly that id. Nothing is asked of the database where there is none such.
 */
export async function admitStanding(
  database: Database,
  businessId: string,
  bodies: readonly unknown[],
): Promise<readonly unknown[]> {
  const written: WrittenIds = { loans: [], customers: [], keys: [] }
  for (const body of bodies) {
    for (const name of NAMES) {
      const id = idIn(body, name)
      if (id !== null && isOfBefore(id)) written[FIELDS[name]].push(id)
    }
  }
  if (Object.values(written).every((ids: string[]) => ids.length === 0)) return bodies
  const standing = await standingIds(database, businessId, written)
  return bodies.map((body) => admitted(body, standing))
}

function admitted(body: unknown, standing: WrittenIds): unknown {
  const ids = NAMES.flatMap((name) => {
    const id = idIn(body, name)
    const stands = id !== null && isOfBefore(id) && standing[FIELDS[name]].includes(id)
    return stands ? [[name, new StandingId(id)] as const] : []
  })
  return ids.length === 0 ? body : { ...(body as object), ...Object.fromEntries(ids) }
}

function idIn(body: unknown, name: string): string | null {
  const isObject = typeof body === 'object' && body !== null && Object.hasOwn(body, name)
  const id = isObject ? (body as Record<string, unknown>)[name] : null
  return typeof id === 'string' ? id : null
}
