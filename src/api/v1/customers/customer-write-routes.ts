import { z } from 'zod'

import type { CivilDate } from '../../../domain/values/calendar'
import { findCustomerByNumber } from '../../../lending/customers/find-customers'
import { keyedWrite } from '../../../lending/keyed-write'
import { rehearseCustomer, writeCustomer } from '../../../lending/customers/write-customer'
import type { CustomerWrite } from '../../../lending/customers/write-customer'
import type { Database } from '../../../platform/database'
import { reply } from '../../routing/route'
import { actorOf } from '../../wire/actor'
import { numberInPath } from '../number-in-path'
import { lmsError } from '../lms-error'
import { keyHeader } from '../write-request'
import { MAY_WRITE, v1Route } from '../v1-route'
import { customerAnswer, customerExample, toCustomerAnswer } from './customer-answer'
import { activation, amendment, newCustomer } from './customer-forms'
import { NO_SUCH_CUSTOMER, notWritten } from './customer-refusals'

const tag = 'Customers'
const headers = z.object(keyHeader)

const answers = {
  200: { description: 'As it stands now.', schema: customerAnswer, example: customerExample },
} as const

const ONE_CUSTOMER = {
  params: { customer: numberInPath('7') },
  missing: NO_SUCH_CUSTOMER,
  scopes: MAY_WRITE,
  answers,
} as const

const create = v1Route({
  method: 'POST',
  path: '/customers',
  scopes: MAY_WRITE,
  body: newCustomer.body,
  answers,
  refuses: { 409: {}, 422: {} },
  docs: { tag, operationId: 'createLmsCustomer', summary: 'Create a customer', headers },
  async handle({ database, clock }, asked) {
    const { caller } = asked
    const { values, dryRun, key, today } = newCustomer.read(asked, clock)
    const { legalFormId, officeId, firstname, lastname, fullname, mobileNo, active } = values
    const activatedOn = active ? values.activationDate : null
    refuseFuture(activatedOn, today)
    const named = legalFormId === 2 ? { fullname } : { firstname, lastname }
    const profile = { legalFormId, officeId, ...given({ ...named, mobileNo }) }
    const content = [profile, values.externalId, active, activatedOn]
    const customer = await done(database, dryRun, {
      does: 'create_customer',
      with: {
        ...keyedWrite(caller.business.id, 'CUSTOMER', content, key),
        ...{ customerId: values.externalId, active, activatedOn, profile, sentBy: actorOf(caller) },
      },
    })
    return reply(200, dryRun ? { ...customer, id: null } : customer)
  },
})

const activate = v1Route({
  ...ONE_CUSTOMER,
  method: 'POST',
  path: '/customers/{customer}/activate',
  body: activation.body,
  refuses: { 422: {} },
  docs: { tag, operationId: 'activateLmsCustomer', summary: 'Activate a customer', headers },
  async handle({ database, clock }, asked) {
    const no = asked.params.customer.toString()
    const { values, dryRun, key, today } = activation.read(asked, clock)
    const activatedOn = values.activationDate
    const businessId = asked.caller.business.id
    if ((await findCustomerByNumber(database, businessId, asked.params.customer)) === null)
      return null
    refuseFuture(activatedOn, today)
    const customer = await done(database, dryRun, {
      does: 'activate_customer',
      with: {
        ...keyedWrite(businessId, 'ACTIVATION', [no, activatedOn], key),
        ...{ no, activatedOn },
      },
    })
    return reply(200, customer)
  },
})

const amend = v1Route({
  ...ONE_CUSTOMER,
  method: 'PUT',
  path: '/customers/{customer}',
  body: amendment.body,
  refuses: { 422: {} },
  docs: {
    tag,
    operationId: 'amendLmsCustomer',
    summary: 'Put right what is said of a customer',
    description:
      'What is left out stays. The earlier name is kept, and the audit trail has who and why. A customer that another LMS pushes is put right there.',
    headers,
  },
  async handle({ database, clock }, asked) {
    const no = asked.params.customer.toString()
    const { values, dryRun, key } = amendment.read(asked, clock)
    const { reason, ...fields } = values
    const profile = given(fields)
    const customer = await done(database, dryRun, {
      does: 'amend_customer',
      with: {
        ...keyedWrite(asked.caller.business.id, 'AMENDMENT', [no, profile, reason], key),
        ...{ no, profile, actor: actorOf(asked.caller), reason: reason ?? 'Sent by PUT' },
      },
    })
    return reply(200, customer)
  },
})

export const customerWriteRoutes = [create, activate, amend]

async function done(database: Database, dryRun: boolean, write: CustomerWrite) {
  const written = await (dryRun ? rehearseCustomer : writeCustomer)(database, write)
  if ('externalId' in written) return toCustomerAnswer(written)
  throw notWritten(written.status, {
    ...('no' in write.with && { customer: write.with.no }),
    ...('customerId' in write.with && { externalId: write.with.customerId ?? '' }),
  })
}

function refuseFuture(date: CivilDate | null, today: CivilDate): void {
  if (date === null || date <= today) return
  throw lmsError('ACTIVATED_IN_FUTURE')
}

type Given<Fields> = { [Name in keyof Fields]?: NonNullable<Fields[Name]> }

/** The fields that were given. */
function given<Fields extends object>(fields: Fields): Given<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null),
  ) as Given<Fields>
}
