import { APPLICATION_REFUSALS } from './application-refusals'
import { PARTY_REFUSALS } from './party-refusals'
import type { RefusalRule } from './refusal-rule'
import { TRANSACTION_REFUSALS } from './transaction-refusals'

/**
 * Every refusal of a command on a loan of our own LMS, by its stable code. Texts are the contract's
 * (lms-behaviours), else Apache Fineract's at commit 4198b0bc; a wrong state is always a 400.
 */
export const LMS_REFUSALS = {
  ...PARTY_REFUSALS,
  ...APPLICATION_REFUSALS,
  ...TRANSACTION_REFUSALS,
} as const satisfies Record<string, RefusalRule>

export type LmsRefusalCode = keyof typeof LMS_REFUSALS

/** A command that a rule refuses: nothing was changed. */
export interface LmsRefusal {
  code: LmsRefusalCode
  /** As `/v1` says it, wrapped. */
  message: string
}

/** @param values what the text's braces stand for */
export function refuse(
  code: LmsRefusalCode,
  values: Readonly<Record<string, string>> = {},
): LmsRefusal {
  const text = LMS_REFUSALS[code].text.replace(
    /\{(\w+)\}/g,
    (_, name: string) => values[name] ?? '?',
  )
  return { code, message: wrapped(code, text) }
}

export interface WrongField {
  field: string
  message: string
}

export function refuseFields(fields: readonly WrongField[]): LmsRefusal {
  const said = fields.map(({ field, message }) => `${field}: ${message}`).join('; ')
  return refuse('FIELDS_INVALID', { fields: said })
}

function wrapped(code: LmsRefusalCode, text: string): string {
  const { status, globalCode } = LMS_REFUSALS[code]
  return `lms: status=${status} code="${globalCode}": ${text}`
}
