import { z } from 'zod'

import { integer } from './config-fields'

const MS_PER_MINUTE = 60_000

/** How the worker wakes loans of our own LMS for what falls due by the clock. */
export const dueFields = z.object({
  DUE_GRACE: integer(15, 0, 1_440),
  DUE_PER_SECOND: integer(100, 1, 1_000),
  DUE_SPREAD: integer(60, 0, 1_440),
})

export interface DueConfig {
  graceMs: number
  perSecond: number
  spreadMs: number
}

export function due(fields: z.output<typeof dueFields>): DueConfig {
  return {
    graceMs: fields.DUE_GRACE * MS_PER_MINUTE,
    perSecond: fields.DUE_PER_SECOND,
    spreadMs: fields.DUE_SPREAD * MS_PER_MINUTE,
  }
}
