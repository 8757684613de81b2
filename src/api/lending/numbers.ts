import { isLosslessNumber } from 'lossless-json'
import { z } from 'zod'
import 'zod-openapi'

/** The most that an amount of money may be, in minor units. */
export const MOST_MINOR = 10 ** 14

const WHOLE = /^-?\d+(\.0+)?([eE]\+?\d+)?$/
const RATE = /^\d{1,6}(\.\d{1,6}0*)?$/

interface Told {
  description: string
  example: number
}

/** An amount in minor units, above zero. */
export function amountMinor(told: Told) {
  return integer(1, MOST_MINOR, told)
}

/** A whole number as JSON has it. */
export function integer(least: number, most: number, { description, example }: Told) {
  return z
    .unknown()
    .transform((value, context): number => {
      const written = isLosslessNumber(value) ? value.value : ''
      const read = WHOLE.test(written) ? Number(written) : NaN
      if (read >= least && read <= most) return read
      const message = Number.isNaN(read)
        ? 'Must be a whole number.'
        : `Must be from ${least} to ${most}.`
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    })
    .meta({ description, example, override: { type: 'integer', minimum: least, maximum: most } })
}

/** One of a few numbers. */
export function oneOf<const Code extends number>(codes: readonly Code[], told: Told) {
  return z
    .unknown()
    .transform((value, context): Code => {
      const written = isLosslessNumber(value) ? Number(value.value) : NaN
      const known = codes.find((code) => code === written)
      if (known !== undefined) return known
      context.addIssue({ code: 'custom', message: `Must be one of ${codes.join(', ')}.` })
      return z.NEVER
    })
    .meta({ ...told, override: { type: 'integer', enum: [...codes] } })
}

/** A rate in percent, of six decimals at most. */
export function percent({ description, example }: Told) {
  return z
    .unknown()
    .transform((value, context): number => {
      const written = isLosslessNumber(value) ? value.value : ''
      if (RATE.test(written)) return Number(written)
      const message = 'Must be a number of at most 6 decimals, not below zero.'
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    })
    .meta({ description, example, override: { type: 'number', minimum: 0 } })
}
