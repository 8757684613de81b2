import { z } from 'zod'
import 'zod-openapi'

import { FIRST_DATE, isCivilDate } from '../../../domain/values/calendar'
import { NO_DATE } from '../fields/problem'

export function dayInQuery(name: string) {
  return z
    .string({ error: `${name} must be given once` })
    .refine((text) => isCivilDate(text) && text >= FIRST_DATE, { error: `${name} ${NO_DATE}` })
    .meta({ override: { type: 'string', format: 'date' } })
}
