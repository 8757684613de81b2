import { idsNamed } from '../domain/values/identifier'
import { readUuid } from '../domain/values/uuid'
import type { Database } from '../platform/database'
import { AppError } from '../platform/errors'

/** The id of a business given by its id or its name; the only one there is when none is given. */
export async function findBusiness(database: Database, given?: string): Promise<string> {
  const where = given === undefined ? {} : whereNamed(given)
  const found = await database.prisma.business.findMany({ where, select: { id: true }, take: 2 })
  const [only, another] = found
  if (only !== undefined && another === undefined) return only.id
  const which = given === undefined ? '' : ` ${given}`
  throw new AppError(
    'BUSINESS_NOT_FOUND',
    another === undefined
      ? `There is no business${which}; \`business list\` shows those there are.`
      : 'There are several businesses; say which with --business.',
  )
}

function whereNamed(given: string) {
  const id = readUuid(given)
  return id === null ? { name: { in: idsNamed(given) } } : { id }
}
