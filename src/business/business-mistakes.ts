import { STANDARD_CHART } from '../domain/books/chart'
import { currencyExponent } from '../domain/values/currency'
import { idProblem } from '../domain/values/identifier'
import type { FieldError } from '../platform/errors'
import { ownAccounts } from './business'
import type { AccountMapping } from './business'

interface Given {
  name: string
  currency: string
  timeZone: string
  vatRate: string
  accountMapping?: AccountMapping
}

const MESSAGES = {
  currency: 'must be an ISO 4217 code of a currency, such as TZS',
  timeZone: 'must be an IANA time zone, such as Africa/Dar_es_Salaam',
  vatRate: 'must be a decimal from 0 to 1, such as 0.18',
}

/** All that is wrong with what a business is to be made of. */
export function businessMistakes(given: Given): FieldError[] {
  const valid = {
    currency: currencyExponent(given.currency) !== undefined,
    timeZone: isTimeZone(given.timeZone),
    vatRate: /^(0(\.\d{1,8})?|1(\.0{1,8})?)$/.test(given.vatRate),
  }
  const fields = (Object.keys(MESSAGES) as (keyof typeof MESSAGES)[])
    .filter((field) => !valid[field])
    .map((field) => ({ field, message: MESSAGES[field] }))
  return [...nameMistakes(given.name), ...fields, ...mappingMistakes(given.accountMapping ?? {})]
}

/** On the command line a business is named by it, as by an id. */
function nameMistakes(name: string): FieldError[] {
  const problem = idProblem(name)
  if (problem === null) return []
  return [{ field: 'name', message: problem.charAt(0).toLowerCase() + problem.slice(1, -1) }]
}

/** Two accounts that share a code would be one, and the books could not tell them apart. */
function mappingMistakes(mapping: AccountMapping): FieldError[] {
  const codes = Object.values(ownAccounts(mapping))
  const standard = new Set<string>(STANDARD_CHART.map(({ code }) => code))
  const isShared = (code: string): boolean =>
    standard.has(code) || codes.filter((other) => other === code).length > 1
  return Object.entries(mapping)
    .filter(([, code]) => !/^[\w.-]{1,50}$/.test(code) || isShared(code))
    .map(([name]) => ({
      field: `accountMapping.${name}`,
      message: 'must be a code that no other account has, of letters, digits, dots and dashes',
    }))
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
