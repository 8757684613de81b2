import type { CivilDate } from '../domain/values/calendar'

/** A `date` column arrives from Prisma as that day's midnight in UTC. */
export function civilDate(column: Date): CivilDate {
  return column.toISOString().slice(0, 10)
}
