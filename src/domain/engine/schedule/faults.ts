import type { LoanTerms } from '../../events/lending/loan-terms'
import type { CivilDate } from '../../values/calendar'
import { MAX_MINOR } from '../../values/money'
import type { Disbursal, Schedule } from './generate'
import { UNITS_PER_YEAR } from './rate'

/** What of the terms makes a schedule impossible, in Apache Fineract's words where it has some. */
export interface TermsFault {
  field: keyof LoanTerms
  code: string
  text: string
}

const TERM_UNIT_DIFFERS: TermsFault = {
  field: 'loanTermUnit',
  code: 'not.the.same.as.repaymentFrequencyType',
  text: 'The parameters loanTermFrequencyType and repaymentFrequencyType must be the same.',
}

const TERM_TOO_SHORT: TermsFault = {
  field: 'loanTerm',
  code: 'less.than.repayment.structure.suggests',
  text: 'The parameter loanTermFrequency is less than the suggest loan term as indicated by numberOfRepayments and repaymentEvery.',
}

const TERM_TOO_LONG: TermsFault = {
  field: 'loanTerm',
  code: 'greater.than.repayment.structure.suggests',
  text: 'The parameter loanTermFrequency is greater than the suggested loan term as indicated by numberOfRepayments and repaymentEvery.',
}

/** The most installments of a loan: fifty years of months. */
const MAX_INSTALLMENTS = 600

/** No loan runs longer: its dates stay such as can be written. */
const MAX_YEARS = 100

const TOO_MANY: TermsFault = {
  field: 'numberOfRepayments',
  code: 'is.not.within.expected.range',
  text: `The parameter \`numberOfRepayments\` must be between 1 and ${MAX_INSTALLMENTS}.`,
}

const TOO_LONG: TermsFault = {
  field: 'loanTerm',
  code: 'is.too.long',
  text: `The parameter \`loanTermFrequency\` must not be longer than ${MAX_YEARS} years.`,
}

/**
 * Everything that is wrong with the terms of a loan, in the order of their fields; empty where a
 * schedule can be made. Counts are above zero and graces not below it: their form is judged before.
 */
export function faultsOfTerms(terms: LoanTerms): TermsFault[] {
  const tooMany = terms.numberOfRepayments > MAX_INSTALLMENTS ? [TOO_MANY] : []
  return [...tooMany, ...faultsOfTerm(terms), ...faultsOfGraces(terms)]
}

/** All that follows of a loan that begins by then can still be written, a century of it and more. */
const LAST_BEGIN: CivilDate = '9799-12-31'

/** Some of what a schedule is made from is on a day from which its dates could not be written. */
export function isTooLate(
  { firstRepaymentOn }: LoanTerms,
  { disbursedOn, charges }: Pick<Disbursal, 'disbursedOn' | 'charges'>,
): boolean {
  const days = [disbursedOn, firstRepaymentOn, ...charges.map(({ dueOn }) => dueOn)]
  return days.some((day) => day !== null && day > LAST_BEGIN)
}

/** More is owed than can be said: every amount of a loan is exact as a JSON number. */
export function isTooLarge({ installments, feesAtDisbursement }: Schedule): boolean {
  const total = installments.reduce(
    (sum, { owed }) => sum + owed.principal + owed.interest + owed.fees + owed.penalties,
    feesAtDisbursement,
  )
  return total > MAX_MINOR
}

function faultsOfTerm(terms: LoanTerms): TermsFault[] {
  if (terms.loanTermUnit !== terms.repaymentUnit) return [TERM_UNIT_DIFFERS]
  const suggested = terms.numberOfRepayments * terms.repaymentEvery
  if (terms.loanTerm < suggested) return [TERM_TOO_SHORT]
  if (terms.loanTerm > suggested) return [TERM_TOO_LONG]
  return suggested > MAX_YEARS * UNITS_PER_YEAR[terms.repaymentUnit] ? [TOO_LONG] : []
}

function faultsOfGraces(terms: LoanTerms): TermsFault[] {
  const { graceOnInterestPayment, graceOnPrincipal, interestFreePeriods } = terms
  const count = terms.numberOfRepayments
  const faults: TermsFault[] = []
  if (graceOnPrincipal >= count) faults.push(notBelowCount('graceOnPrincipal'))
  if (graceOnInterestPayment >= count) faults.push(notBelowCount('graceOnInterestPayment'))
  if (interestFreePeriods > count || leavesNoPayingPeriod(terms)) {
    faults.push(notBelowCount('interestFreePeriods'))
  }
  return faults
}

/** Interest spread over the installments outside both graces needs one of them. */
function leavesNoPayingPeriod(terms: LoanTerms): boolean {
  const { graceOnInterestPayment, interestFreePeriods, numberOfRepayments } = terms
  if (terms.interestType !== 'FLAT' || terms.amortization !== 'EQUAL_INSTALLMENTS') return false
  if (graceOnInterestPayment === 0 || interestFreePeriods === 0) return false
  return graceOnInterestPayment + interestFreePeriods >= numberOfRepayments
}

function notBelowCount(field: keyof LoanTerms): TermsFault {
  return {
    field,
    code: 'mustBeLessThan.numberOfRepayments',
    text: 'Failed data validation due to: mustBeLessThan.numberOfRepayments.',
  }
}
