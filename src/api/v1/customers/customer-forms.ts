import type { CustomerProfile } from '../../../lending/customers/customer'
import { mandatory, optional } from '../fields/field'
import { missing } from '../fields/form'
import type { Fields, Rule } from '../fields/form'
import { codeOf, whole } from '../fields/numbers'
import { day, externalId, flag, text } from '../fields/texts'
import { writeForm } from '../write-request'

const LARGEST_OFFICE = 2_147_483_647

const LEGAL_FORMS = new Map([1, 2].map((form) => [form, form as CustomerProfile['legalFormId']]))

const firstname = said('Of a person.', 'Ada')
const lastname = said('Of a person.', 'Lovelace')
const fullname = said('Of a company.', null)
const mobileNo = said('', '255700000000')

const shape = {
  officeId: optional(whole(1, LARGEST_OFFICE), 1, { description: 'Kept and shown.', example: 1 }),
  legalFormId: optional(codeOf(LEGAL_FORMS), 1 as const, {
    description: '1 a person, 2 a company.',
    example: 1,
  }),
  firstname,
  lastname,
  fullname,
  mobileNo,
  externalId: optional(externalId, null, {
    description: 'Its key, unique in the business; a UUID is made where none is given.',
    example: 'ext-001',
  }),
  active: optional(flag, false, {
    description: 'It may borrow; without it, it is to be activated first.',
    example: true,
  }),
  activationDate: optional(day, null, {
    description: 'From when on it may borrow.',
    example: '2026-01-15',
  }),
} satisfies Fields

const isNamed: Rule<typeof shape> = (values) => {
  const names =
    values.legalFormId === 2 ? (['fullname'] as const) : (['firstname', 'lastname'] as const)
  return names.flatMap((name) => (values[name] === null ? [missing(name)] : []))
}

const isActiveFrom: Rule<typeof shape> = ({ active, activationDate }) =>
  active === true && activationDate === null ? [missing('activationDate')] : []

export const newCustomer = writeForm('NewCustomer', () => shape, {
  rules: [isNamed, isActiveFrom],
})

export const activation = writeForm('CustomerActivation', () => ({
  activationDate: mandatory(day, {
    description: 'From when on it may borrow.',
    example: '2026-01-15',
  }),
}))

export const amendment = writeForm('CustomerAmendment', () => ({
  firstname,
  lastname,
  fullname,
  mobileNo,
  reason: said('Why: it is kept for good.', 'As her passport has it'),
}))

function said(description: string, example: string | null) {
  return optional(text, null, { description, example })
}
