/** Why a command gets no place in a stream, beside what is refused of any event. */
export const COMMAND_REFUSAL_CODES = [
  'LOAN_NOT_FOUND',
  'LOAN_EXISTS',
  'CUSTOMER_NOT_FOUND',
  'CUSTOMER_NOT_ACTIVE',
] as const

export type CommandRefusalCode = (typeof COMMAND_REFUSAL_CODES)[number]
