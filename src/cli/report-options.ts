import { z } from 'zod'

import type { Report } from '../reports/report'

export interface ReportOption {
  flags: string
  description: string
  isNeeded: boolean
  /** As commander names what is given. */
  attribute: string
  /** As the report names it. */
  parameter: string
}

/** What a parameter is called on the command line, where that is not its own name. */
const NAMES: Readonly<Record<string, string>> = {
  fromDate: 'from',
  toDate: 'to',
  glAccountId: 'account',
  productCode: 'product',
}

export function periodOptions(): ReportOption[] {
  return [
    option('fromDate', '<day>', 'the first day: yyyy-MM-dd', true),
    option('toDate', '<day>', 'the last day; what is as of a day is as of this one', true),
    option('format', '<form>', 'json, csv or pdf; json unless given', false),
    option('recordedUpTo', '<time>', 'only what was written by then: 2025-02-01T08:00:00Z', false),
  ]
}

/** Of a report's own parameters. */
export function optionsOf({ parameters }: Report): ReportOption[] {
  return Object.entries(parameters).map(([name, schema]) => {
    const isNeeded = !schema.safeParse(undefined).success
    return option(name, '<value>', descriptionOf(schema), isNeeded)
  })
}

function option(
  parameter: string,
  value: string,
  description: string,
  isNeeded: boolean,
): ReportOption {
  const attribute = NAMES[parameter] ?? parameter
  const flag = attribute.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  return { flags: `--${flag} ${value}`, description, isNeeded, attribute, parameter }
}

function descriptionOf(schema: z.ZodType): string {
  const { description } = schema.meta() ?? {}
  if (description !== undefined) return description
  const isWrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
  return isWrapped ? descriptionOf(schema.unwrap() as z.ZodType) : ''
}
