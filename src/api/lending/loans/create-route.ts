import { z } from 'zod'
import 'zod-openapi'

import { ownAccounts } from '../../../business/business'
import { refusalOfSubmit } from '../../../domain/engine/judge/judge-submit'
import type { SubmitPayload } from '../../../domain/events/lending/lending-payloads'
import { findCustomerCalled } from '../../../lending/customers/find-customers'
import { findProduct } from '../../../lending/products/find-product'
import type { StoredProduct } from '../../../lending/products/product'
import { termsOfProduct } from '../../../lending/products/product-terms'
import { AppError } from '../../../platform/errors'
import { uuidV7 } from '../../../platform/uuid-v7'
import { submitCommand } from '../../../stream/command-request'
import type { CommandRequest } from '../../../stream/stage-request'
import { bodyOf } from '../../routing/request-body'
import { reply } from '../../routing/route'
import { refusedWith } from '../../v1/lms-error'
import { keepingRefusals } from '../../v1/loans/command-route'
import { date, id, text } from '../../wire/fields'
import { uuid } from '../../wire/uuid'
import { lendingRoute, MAY_WRITE } from '../lending-route'
import { amountMinor } from '../numbers'
import { addressOfLoan, answerHeaders, headers, LOANS, queuedShape, run } from './lending-command'
import type { Given } from './lending-command'
import { asProblem } from './loan-refusals'
import { STATE_NAMES, stateOf } from './state'

const newLoan = z
  .strictObject({
    businessId: uuid('The token’s.'),
    customerId: id('As you call the customer; who is not known is made.', 'C-1'),
    productCode: id('A published product.', 'LOAN_BASIC'),
    amountMinor: amountMinor({ description: 'What is applied for.', example: 2500000 }),
    currency: text('The product’s.', 'TZS'),
    submittedOnDate: date(
      'No date is held against it where it is left out.',
      '2026-01-01',
    ).optional(),
    expectedDisbursementDate: date(
      'What the schedule is made for; today.',
      '2026-01-02',
    ).optional(),
    note: text('Kept with it.', 'By phone').optional(),
  })
  .meta({ id: 'NewLoanAccount' })

type NewLoan = z.output<typeof newLoan>

const created = z
  .object({ loanId: z.string(), state: z.enum(STATE_NAMES) })
  .meta({ id: 'CreatedLoanAccount' })

export const createRoute = lendingRoute({
  method: 'POST',
  path: LOANS,
  scopes: MAY_WRITE,
  body: bodyOf(newLoan),
  answers: {
    201: {
      description: 'Durable and judged.',
      headers: answerHeaders,
      schema: created,
      example: { loanId: 'e5c8c7d2-0000-4000-8000-000000000000', state: 'APPLIED' },
    },
    202: {
      description: 'Durable; nobody has judged it yet.',
      headers: answerHeaders,
      schema: created.extend(queuedShape).meta({ id: 'QueuedLoanAccount' }),
    },
  },
  refuses: { 404: {}, 409: {}, 422: {} },
  docs: {
    ...{ tag: 'Loans', operationId: 'createLoanAccount', summary: 'Apply for a loan of a product' },
    headers,
  },
  handle(deps, { caller, http, body }) {
    const about = { kind: 'SUBMIT' as const, loanId: null }
    return keepingRefusals(deps, caller, about, async () => {
      const { business } = caller
      if (body.businessId.toLowerCase() !== business.id) {
        throw new AppError('BUSINESS_MISMATCH', 'The token is another business’s.', { status: 403 })
      }
      const [product, customer] = await Promise.all([
        findProduct(deps.database, business.id, body.productCode),
        findCustomerCalled(deps.database, business.id, body.customerId),
      ])
      const of = checked(body, product)
      if (customer?.active === false) {
        throw new AppError('CUSTOMER_NOT_ACTIVE', 'The customer is not active.', { status: 422 })
      }
      try {
        const loanId = uuidV7(deps.clock.now())
        const activeSince = customer?.activatedOn ?? null
        const apply = (given: Given) => application(body, of, given, activeSince)
        const said = { customer: body.customerId }
        const outcome = await run(deps, { caller, http }, loanId, apply, said)
        const { record, eventId } = outcome
        const answer = { loanId: record.loanId, state: stateOf(record.row?.status ?? null).state }
        const headers = { ...outcome.headers, Location: addressOfLoan(record.loanId) }
        return outcome.status === 'TAKEN'
          ? reply(201, answer, headers)
          : reply(202, { ...answer, eventId }, headers)
      } catch (error) {
        throw asProblem(error, null)
      }
    })
  },
})

/** @throws AppError where the product does not lend this */
function checked({ productCode, amountMinor, currency }: NewLoan, product: StoredProduct | null) {
  const refused = (code: string, message: string, status = 422) =>
    new AppError(code, message, { status })
  if (product === null) {
    throw refused('PRODUCT_NOT_FOUND', `There is no product ${productCode}.`, 404)
  }
  const { minPrincipal = 1, maxPrincipal = Number.MAX_SAFE_INTEGER } = product.config
  if (product.status !== 'published') {
    throw refused('PRODUCT_NOT_PUBLISHED', `The product ${productCode} is not published.`)
  }
  if (currency !== product.currency) {
    throw refused('CURRENCY_MISMATCH', `The product ${productCode} lends ${product.currency}.`)
  }
  if (amountMinor < minPrincipal || amountMinor > maxPrincipal) {
    const limits = `${minPrincipal} to ${product.config.maxPrincipal ?? 'any'}`
    throw refused(
      'AMOUNT_OUT_OF_LIMITS',
      `The product ${productCode} lends ${limits}, minor units.`,
    )
  }
  const terms = termsOfProduct(product.config, String(amountMinor))
  if (terms === null) {
    throw refused(
      'PRODUCT_WITHOUT_TERM',
      `The product ${productCode} has no number of installments.`,
    )
  }
  return { product, terms }
}

function application(
  body: NewLoan,
  { product, terms: applied }: ReturnType<typeof checked>,
  { commanded }: Given,
  customerActiveSince: string | null,
): CommandRequest {
  const { chargeNames, ...terms } = applied
  const accounts = { ...commanded.context.accounts, ...ownAccounts(product.accountMapping) }
  const request = submitCommand(
    { ...commanded, context: { ...commanded.context, accounts } },
    {
      ...terms,
      customerId: body.customerId,
      product: { no: product.no, code: product.code, version: product.version },
      submittedOn: body.submittedOnDate ?? null,
      expectedDisbursementOn: body.expectedDisbursementDate ?? null,
      ...{ namesLoan: false, customerName: null, opensCustomer: true },
    },
    { note: body.note ?? null, chargeNames },
  )
  const refusal = refusalOfSubmit({ ...(request.payload as SubmitPayload), customerActiveSince })
  if (refusal !== null) throw refusedWith(refusal)
  return request
}
