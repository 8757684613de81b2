import { existsSync } from 'node:fs'
import { z } from 'zod'

/** A whole number within limits, as text. */
export function integer(fallback: number, minimum: number, maximum: number) {
  return optionalInteger(minimum, maximum).default(fallback)
}

export function optionalInteger(minimum: number, maximum: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${minimum} to ${maximum}`)
    .transform(Number)
    .refine(
      (value) => value >= minimum && value <= maximum,
      `must be a whole number from ${minimum} to ${maximum}`,
    )
    .optional()
}

export const flag = z
  .enum(['true', 'false'], 'must be true or false')
  .default('false')
  .transform((value) => value === 'true')

export const postgresUrl = z.string('is required').refine(
  (text) => isUrl(text, ['postgres:', 'postgresql:']),
  // The value is not repeated: it has a password.
  'must be a URL like postgresql://user:password@host:5432/database',
)

export const hostAndPort = z
  .string()
  .regex(/^(\[[0-9a-fA-F:]+\]|[^\s:/]+):\d{1,5}$/, 'must be host:port, such as 127.0.0.1:7233')

export const httpUrls = z
  .string()
  .transform((text) => text.split(',').map((url) => url.trim()))
  .refine(
    (urls) => urls.every((url) => isUrl(url, ['http:', 'https:'])),
    'must be http or https URLs with commas between them',
  )
  .default([])

export const httpUrl = z
  .string()
  .refine((text) => isUrl(text, ['http:', 'https:']), 'must be an http or https URL')

export const readableFile = z
  .string()
  .refine((path) => existsSync(path), 'must be the path of a file that exists')

function isUrl(text: string, protocols: string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol)
}
