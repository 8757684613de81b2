import { refusalOfSubmit } from '../../../domain/engine/judge/judge-submit'
import type { SubmitPayload } from '../../../domain/events/lending/lending-payloads'
import { formatMinor } from '../../../domain/values/money'
import { ownAccounts } from '../../../business/business'
import { findCustomerByNumber } from '../../../lending/customers/find-customers'
import type { StoredCustomer } from '../../../lending/customers/customer'
import { findPublishedProduct } from '../../../lending/products/find-product'
import type { StoredProduct } from '../../../lending/products/product'
import type { Caller } from '../../../identity/caller'
import type { FieldError } from '../../../platform/errors'
import { uuidV7 } from '../../../platform/uuid-v7'
import { submitCommand } from '../../../stream/command-request'
import type { CommandRequest } from '../../../stream/stage-request'
import { invalid, lmsError, refusedWith } from '../lms-error'
import type { V1Deps } from '../v1-route'
import type { Write } from '../write-request'
import type { ApplicationValues, applicationShape } from './application-shape'
import { appliedFor } from './application-terms'
import { commanded } from './command-route'

type ReadApplication = Write<ReturnType<typeof applicationShape>>

export interface JudgedApplication {
  request: CommandRequest
  payload: SubmitPayload
}

/**
 * The application as it is to be staged, judged as the loan's workflow will: what is refused here
 * leaves no loan.
 * @throws AppError
 */
export async function applicationOf(
  { database, clock }: V1Deps,
  caller: Caller,
  read: ReadApplication,
): Promise<JudgedApplication> {
  const { values } = read
  const { business } = caller
  const [customer, product] = await Promise.all([
    findCustomerByNumber(database, business.id, values.customerId),
    findPublishedProduct(database, business.id, values.productId),
  ])
  if (customer === null)
    throw lmsError('CUSTOMER_NOT_FOUND', { customer: String(values.customerId) })
  if (product === null) throw lmsError('PRODUCT_NOT_FOUND', { product: String(values.productId) })
  const wrong = outsideProduct(values, product, business.exponent)
  if (wrong.length > 0) throw invalid(wrong)
  if (!customer.active)
    throw lmsError('CUSTOMER_NOT_ACTIVE', { customer: String(values.customerId) })

  const request = requestOf(caller, read, customer, product, uuidV7(clock.now()))
  const payload = {
    ...(request.payload as SubmitPayload),
    customerActiveSince: customer.activatedOn,
  }
  const refusal = refusalOfSubmit(payload)
  if (refusal !== null) throw refusedWith(refusal)
  return { request, payload }
}

function requestOf(
  caller: Caller,
  read: ReadApplication,
  customer: StoredCustomer,
  product: StoredProduct,
  made: string,
): CommandRequest {
  const { values } = read
  const { chargeNames, ...applied } = appliedFor(values)
  const asked = commanded(caller, values.externalId ?? made, read)
  const accounts = { ...asked.context.accounts, ...ownAccounts(product.accountMapping) }
  return submitCommand(
    { ...asked, context: { ...asked.context, accounts } },
    {
      ...applied,
      customerId: customer.externalId,
      product: { no: product.no, code: product.code, version: product.version },
      settlementRebate: false,
      submittedOn: values.submittedOnDate,
      expectedDisbursementOn: values.expectedDisbursementDate,
      namesLoan: values.externalId !== null,
      ...{ customerName: null, opensCustomer: false },
    },
    { note: values.note, chargeNames },
  )
}

/** What the product does not allow. */
function outsideProduct(
  { principal, currencyCode }: ApplicationValues,
  { currency, config }: StoredProduct,
  exponent: number,
): FieldError[] {
  const errors: FieldError[] = []
  const limit = (minor: number) => formatMinor(BigInt(minor), exponent)
  if (config.minPrincipal !== undefined && principal < BigInt(config.minPrincipal)) {
    errors.push({
      field: 'principal',
      message: `must not be less than ${limit(config.minPrincipal)}.`,
    })
  }
  if (config.maxPrincipal !== undefined && principal > BigInt(config.maxPrincipal)) {
    errors.push({
      field: 'principal',
      message: `must not be greater than ${limit(config.maxPrincipal)}.`,
    })
  }
  if (currencyCode !== null && currencyCode !== currency) {
    errors.push({ field: 'currencyCode', message: `must be ${currency}.` })
  }
  return errors
}
