import type { Database } from '../platform/database'
import { AppError } from '../platform/errors'
import { isUuid } from './uuid'

/** The id of a business given by its id or its name; the only one there is when none is given. */
export async function findBusiness(database: Database, given?: string): Promise<string> {
  const where = given === undefined ? {} : isUuid(given) ? { id: given } : { name: given }
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
