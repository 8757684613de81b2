import { z } from 'zod'

import { LOAN_EVENT } from '../contract/loan-event'
import { integer } from './config-fields'
import type { FieldError } from './errors'

const GATEWAYS = ['embedded', 'http'] as const

/** What another Accounting may take beyond the push contract, by the names of its addresses. */
export const ACCOUNTING_EXTENSIONS = ['credit-refund', 'write-off', LOAN_EVENT] as const

export type AccountingExtension = (typeof ACCOUNTING_EXTENSIONS)[number]

/** Asked by every process that starts loans' workflows: they must know it. */
export const accountingGatewayField = {
  ACCOUNTING_GATEWAY: z.enum(GATEWAYS, `must be ${GATEWAYS.join(' or ')}`).default('embedded'),
}

/** Asked by the API, which refuses what could not be told the other side. */
export const accountingExtensionsField = {
  ACCOUNTING_EXTENSIONS: z
    .string()
    .default('')
    .transform((text) => text.split(',').map((name) => name.trim()))
    .transform((names) => names.filter((name) => name !== ''))
    .pipe(
      z.array(
        z.enum(ACCOUNTING_EXTENSIONS, `must be a list of ${ACCOUNTING_EXTENSIONS.join(', ')}`),
      ),
    ),
}

export const accountingFields = z.object({
  ...accountingGatewayField,
  ACCOUNTING_URL: z
    .string()
    .refine(isPlainHttpUrl, 'must be an http or https URL without a password, query or fragment')
    .optional(),
  ACCOUNTING_API_KEY: z
    .string()
    // The value is not repeated: it is a secret. Nor may a header do so that cannot carry it.
    .regex(/^[\x21-\x7e]+$/, 'must be printable characters without spaces')
    .optional(),
  ACCOUNTING_TIMEOUT_SECONDS: integer(10, 2, 20),
})

/** Where the books are. */
export type AccountingConfig =
  { gateway: 'embedded' } | { gateway: 'http'; url: string; apiKey: string; timeoutSeconds: number }

/** What another Accounting takes beside the choice of it. */
export function missingAccountingFields(env: Record<string, string | undefined>): FieldError[] {
  if (env['ACCOUNTING_GATEWAY'] !== 'http') return []
  return ['ACCOUNTING_URL', 'ACCOUNTING_API_KEY']
    .filter((field) => env[field] === undefined)
    .map((field) => ({ field, message: 'is required where ACCOUNTING_GATEWAY is http' }))
}

export function accounting(fields: z.output<typeof accountingFields>): AccountingConfig {
  const { ACCOUNTING_URL: url = '', ACCOUNTING_API_KEY: apiKey = '' } = fields
  if (fields.ACCOUNTING_GATEWAY === 'embedded') return { gateway: 'embedded' }
  return { gateway: 'http', url, apiKey, timeoutSeconds: fields.ACCOUNTING_TIMEOUT_SECONDS }
}

function isPlainHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && username + password + search + hash === ''
}
