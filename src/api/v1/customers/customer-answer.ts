import { z } from 'zod'
import 'zod-openapi'

import type { StoredCustomer } from '../../../lending/customers/customer'
import { civilDate, instant } from '../../wire/books-schemas'

export const customerAnswer = z
  .object({
    id: z
      .string()
      .nullable()
      .meta({ description: 'Its number; null in a dry run that makes it.', example: '7' }),
    externalId: z.string().meta({
      description: 'Its key, which the other doors know it by.',
      example: 'ext-001',
    }),
    legalFormId: z
      .int()
      .nullable()
      .meta({ description: '1 a person, 2 a company; null of a pushed customer.' }),
    officeId: z.int().nullable(),
    displayName: z.string(),
    firstname: z.string().nullable(),
    lastname: z.string().nullable(),
    fullname: z.string().nullable(),
    mobileNo: z.string().nullable(),
    active: z.boolean(),
    activationDate: civilDate.nullable().meta({ description: 'From when on it may borrow.' }),
    createdAt: instant,
  })
  .meta({ id: 'LmsCustomer' })

type CustomerAnswer = z.infer<typeof customerAnswer>

export function toCustomerAnswer(customer: StoredCustomer): CustomerAnswer {
  const { id, externalId, name, active, activatedOn, profile, createdAt } = customer
  return {
    ...{ id, externalId },
    legalFormId: profile.legalFormId ?? null,
    officeId: profile.officeId ?? null,
    displayName: name,
    firstname: profile.firstname ?? null,
    lastname: profile.lastname ?? null,
    fullname: profile.fullname ?? null,
    mobileNo: profile.mobileNo ?? null,
    ...{ active, activationDate: activatedOn, createdAt },
  }
}

export const customerExample: CustomerAnswer = {
  id: '7',
  externalId: 'ext-001',
  legalFormId: 1,
  officeId: 1,
  displayName: 'Ada Lovelace',
  firstname: 'Ada',
  lastname: 'Lovelace',
  fullname: null,
  mobileNo: '255700000000',
  active: true,
  activationDate: '2026-01-15',
  createdAt: '2026-01-15T09:30:00.000Z',
}
