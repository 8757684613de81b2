import type { RefusalRule } from './refusal-rule'
import { missing, rule, state, taken } from './refusal-rule'

/** What is said of a customer, a loan or a product as such. */
export const PARTY_REFUSALS = {
  CUSTOMER_NOT_FOUND: missing(
    'error.msg.client.id.invalid',
    'Client with identifier {customer} does not exist',
  ),
  CUSTOMER_EXISTS: taken(
    'error.msg.client.duplicate.externalId',
    'Client with externalId `{externalId}` already exists',
  ),
  CUSTOMER_NOT_ACTIVE: rule(
    'error.msg.client.not.active.exception',
    'The Client with id `{customer}` is not active',
  ),
  CUSTOMER_ACTIVE_ALREADY: state(
    'error.msg.clients.already.active',
    'Cannot activate client. Client is already active.',
  ),
  ACTIVATED_IN_FUTURE: rule(
    'error.msg.clients.activationDate.in.the.future',
    'Activation date cannot be in the future.',
  ),

  PRODUCT_NOT_FOUND: missing(
    'error.msg.loanproduct.id.invalid',
    'Loan product with identifier {product} does not exist',
  ),

  LOAN_NOT_FOUND: missing(
    'error.msg.loan.id.invalid',
    'Loan with identifier {loan} does not exist',
  ),
  COMMAND_NOT_FOUND: missing(
    'error.msg.command.id.invalid',
    'Command with identifier {command} does not exist',
  ),
  LOAN_EXISTS: taken(
    'error.msg.loan.duplicate.externalId',
    'Loan with externalId `{externalId}` already exists',
  ),
} as const satisfies Record<string, RefusalRule>
