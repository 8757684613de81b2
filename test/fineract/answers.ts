import { LMS_REFUSALS } from '../../src/domain/engine/refusals/refusals'
import type { Sent } from '../api/api-under-test'
import type { Refused, StoryStep } from './cases'
import { OTHERWISE } from './refused-otherwise'

/** What `/v1` answers to a command of a story, as far as the two are compared. */
export interface Answered {
  status: number
  /** Null where the command was taken. */
  message: string | null
}

export function answered({ status, body }: Sent): Answered {
  return { status, message: status === 200 ? null : (body.message as string) }
}

const INVALID = 'validation.msg.validation.errors.exist'

/**
 * Apache Fineract's answer in the wrapping of ours, one for each way in which it told it. Fields come
 * first, and all of them.
 * @param numberOf what stands on the wire for a name of the story
 */
export function theirAnswers(
  { httpStatus, refused }: StoryStep,
  numberOf: (name: string) => string,
): Answered[] {
  if (refused === undefined) return [{ status: Number(httpStatus), message: null }]
  const fields = fieldErrors(refused)
  const noDates = fields.filter(({ code }) => code.endsWith('invalid.dateFormat.format'))
  if (noDates.length > 0) {
    const message = noDates.map(({ field }) => `${field} must be ISO yyyy-MM-dd`).join('; ')
    return [{ status: 400, message }]
  }
  if (fields.length > 0) {
    const list = fields.map(({ field, code, text }) => `${field}: ${fieldText(code, field, text)}`)
    return [said(400, INVALID, `Validation errors exist. [${list.join('; ')}]`)]
  }
  return errorsOf(refused).map(({ code, text }) => {
    const named = (text ?? '').replaceAll(/\{(\w+)\}/g, (_, name: string) => numberOf(name))
    return said(OUR_STATUS[code] ?? Number(httpStatus), code, named.trim())
  })
}

/** The fields that are wrong are told in an order of each one's own. */
export function isSame(one: Answered, other: Answered): boolean {
  const inOrder = ({ message }: Answered) =>
    message?.replace(/\[(.*)\]$/, (_, list: string) => list.split('; ').toSorted().join('; ')) ??
    null
  return one.status === other.status && inOrder(one) === inOrder(other)
}

/** What there is refused and here taken: asked as a rehearsal, so that the loan stays the same. */
const TAKEN_HERE: Readonly<Record<string, string>> = {
  'error.msg.parameter.unsupported': 'unknown fields are ignored',
  'error.msg.payment.type.invalid': 'a type of payment is kept as it comes',
  'error.msg.loan.refund.amount.invalid': 'what is in advance is reckoned at the refund’s date',
  'error.msg.loan.charge.associated.loan.inactive': 'a waiver on a closed loan can be undone',
  'error.msg.loan.transaction.undo.waive.charge': 'one reversal for whatever can be reversed',
  'validation.msg.loan.principal.amount.is.not.within.min.max.range': 'no limits of a product',
  'validation.msg.loan.numberOfRepayments.is.not.within.expected.range': 'no limits of a product',
  'validation.msg.loan.interestRatePerPeriod.amount.is.not.within.min.max.range':
    'no limits of a product',
  'validation.msg.invalid.locale.format': 'a locale is an unknown field',
  'validation.msg.missing.dateFormat.parameter': 'the format of dates is one',
  'validation.msg.loan.loanType.cannot.be.blank': 'there is one type',
  'validation.msg.loan.loanTermFrequencyType.cannot.be.blank': 'as repaymentFrequencyType',
}

export function isTakenHere({ refused }: StoryStep): boolean {
  return refused !== undefined && errorsOf(refused).some(({ code }) => code in TAKEN_HERE)
}

/** Ours comes to something else on purpose. */
export function isOtherwise(step: StoryStep, { status, message }: Answered): boolean {
  const errors = step.refused === undefined ? [] : errorsOf(step.refused)
  if (isTakenHere(step) && (status === 200 || isUnheard(step))) return true
  const wrong = fieldsOf(message)
  if (wrong.length > 0) return areOurs(step, wrong, message ?? '')
  if (errors.some(({ code }) => code.startsWith('validation.msg.'))) return false
  const theirs = step.refused === undefined ? ['ACCEPTED'] : errors.map(({ code }) => code)
  const allowed = theirs.flatMap((code) => OTHERWISE[code] ?? [])
  return Object.entries(LMS_REFUSALS).some(
    ([code, { globalCode }]) =>
      message?.includes(`code="${globalCode}"`) === true &&
      // A day that has not come is said before all else.
      (allowed.includes(code) || (step.refused !== undefined && code.endsWith('_IN_FUTURE'))),
  )
}

/** What it is refused for there is nothing that ours looks at: it is judged by the rest. */
function isUnheard({ refused }: StoryStep): boolean {
  const unheard = ['error.msg.parameter.unsupported', 'error.msg.payment.type.invalid']
  return refused !== undefined && errorsOf(refused).some(({ code }) => unheard.includes(code))
}

/** The fields that an answer names. */
function fieldsOf(message: string | null): string[] {
  const list = /Validation errors exist\. \[(.*)\]$/.exec(message ?? '')?.[1]
  return list?.split('; ').map((error) => error.split(':')[0] ?? '') ?? []
}

/** Ours is stricter with fields, and tells of each one fault. */
function areOurs({ refused }: StoryStep, fields: readonly string[], message: string): boolean {
  const errors = refused === undefined ? [] : errorsOf(refused)
  // An unknown strategy is a field error; an amount too precise, and a waiver of nothing, too.
  const stricter = [
    'transactionProcessingStrategyCode: ',
    ...['decimals.', '`transactionAmount` must be greater than 0.'],
  ]
  if (errors.every(({ code }) => !code.startsWith('validation.msg.'))) {
    return stricter.some((text) => message.includes(text))
  }
  const theirs = errors.map((error) => ('field' in error ? String(error.field) : ''))
  return (
    errors.some(({ code }) => code in TAKEN_HERE) && fields.every((one) => theirs.includes(one))
  )
}

function said(status: number, code: string, text: string): Answered {
  return { status, message: `lms: status=${status} code="${code}": ${text}` }
}

type Fault = NonNullable<Refused['errors']>[number]

function fieldErrors({ errors = [] }: Refused): Fault[] {
  return errors.filter(({ code }) => code.startsWith('validation.msg.'))
}

function errorsOf({ code, text, errors = [] }: Refused): Pick<Fault, 'code' | 'text'>[] {
  return errors.length > 0 ? errors : [{ code, text }]
}

function fieldText(code: string, field: string, text: string): string {
  return code.endsWith('invalid.decimal.format')
    ? `The parameter \`${field}\` must be a number.`
    : text.trim()
}

/** A wrong state is 400 for every command. */
const OUR_STATUS: Readonly<Record<string, number>> = {
  'error.msg.loan.withdraw.cannot.withdraw': 400,
  'error.msg.loan.charge.associated.loan.inactive': 400,
  'error.msg.loan.written.off.update.not.allowed': 400,
  'error.msg.loan.status.not.written.off.update.not.allowed': 400,
}
