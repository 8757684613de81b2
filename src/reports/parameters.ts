import { z } from 'zod'

import { FIRST_DATE, isCivilDate } from '../domain/values/calendar'
import { isPlainText, LONGEST_TEXT } from '../domain/values/text'

/** What a query gives of every report. */
export interface Period {
  fromDate: string
  toDate: string
  format: 'json' | 'csv' | 'pdf'
  recordedUpTo?: Date | undefined
}

function day(description: string, example: string) {
  return z
    .string({ error: 'Must be a date: yyyy-MM-dd.' })
    .refine(isCivilDate, { error: 'Must be a date that exists: yyyy-MM-dd.', abort: true })
    .refine((value) => value >= FIRST_DATE, { error: `Must not be before ${FIRST_DATE}.` })
    .meta({ description, example, format: 'date' })
}

/** One of a few words. */
export function choice<const Words extends readonly [string, ...string[]]>(
  words: Words,
  description: string,
) {
  return z.enum(words, { error: `Must be one of ${words.join(', ')}.` }).meta({ description })
}

export function number(description: string, most: number) {
  const error = `Must be a whole number from 1 to ${most}.`
  return z
    .string({ error })
    .regex(/^[1-9]\d{0,8}$/, { error, abort: true })
    .transform(Number)
    .refine((value) => value <= most, { error })
    .meta({ description, type: 'integer', minimum: 1, maximum: most })
}

export function text(description: string, example: string) {
  return z
    .string({ error: 'Must be given once.' })
    .min(1, { error: 'Must not be blank.' })
    .refine(isPlainText, {
      error: `Must have at most ${LONGEST_TEXT} characters and no control characters.`,
    })
    .meta({ description, example, maxLength: LONGEST_TEXT })
}

const COMMON = {
  fromDate: day('The first day.', '2025-01-01'),
  toDate: day('The last day. What is as of a day is as of this one.', '2025-01-31'),
  format: choice(['json', 'csv', 'pdf'], 'How it is answered.').default('json'),
  recordedUpTo: z.iso
    .datetime({ offset: true, error: 'Must be a time with its zone: 2025-02-01T08:00:00Z.' })
    .transform((value) => new Date(value))
    .refine((time) => time.getTime() >= 0, { error: `Must not be before ${FIRST_DATE}.` })
    .optional()
    .meta({
      description:
        'Only what was written by then, at least a minute ago: the same answer for ever, whatever is posted later.',
      example: '2025-02-01T08:00:00Z',
    }),
}

/** All that a report can be asked by: the period of any, and its own. */
export function queryOf(own: Readonly<Record<string, z.ZodType>>): z.ZodType<Period> {
  return z
    .strictObject({ ...COMMON, ...own })
    .refine(({ fromDate, toDate }) => !(fromDate > toDate), {
      path: ['fromDate'],
      error: 'Must not be after toDate.',
    })
}
