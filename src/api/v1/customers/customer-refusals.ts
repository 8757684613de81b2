import { AppError } from '../../../platform/errors'
import type { NotWritten } from '../../../lending/customers/write-customer'

export const NO_SUCH_CUSTOMER = {
  code: 'error.msg.client.id.invalid',
  message: 'Client with identifier {customer} does not exist',
}

const TEXTS: Record<NotWritten, readonly [status: number, code: string, message: string]> = {
  KEY_REUSED: [
    422,
    'IDEMPOTENCY_KEY_REUSED',
    'This Idempotency-Key was used before, for something else.',
  ],
  TAKEN: [
    409,
    'error.msg.client.duplicate.externalId',
    'Client with externalId `{externalId}` already exists',
  ],
  NOT_FOUND: [404, NO_SUCH_CUSTOMER.code, NO_SUCH_CUSTOMER.message],
  ACTIVE_ALREADY: [
    400,
    'error.msg.clients.already.active',
    'Cannot activate client. Client is already active.',
  ],
  OWNED_ELSEWHERE: [
    403,
    'LOAN_OWNED_ELSEWHERE',
    'This customer is written by another door than this one.',
  ],
}

/** @param said what the text names */
export function notWritten(status: NotWritten, said: Record<string, string>): AppError {
  const [http, code, message] = TEXTS[status]
  const filled = message.replaceAll(/\{(\w+)\}/g, (_, name: string) => said[name] ?? '')
  return new AppError(code, filled, { status: http })
}
