import type { LoanTerms } from '../../events/lending/loan-terms'

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

/**
 * Everything that is wrong with the terms of a loan, in the order of their fields; empty where a
 * schedule can be made. Counts are above zero and graces not below it: their form is judged before.
 */
export function faultsOfTerms(terms: LoanTerms): TermsFault[] {
  return [...faultsOfTerm(terms), ...faultsOfGraces(terms)]
}

function faultsOfTerm(terms: LoanTerms): TermsFault[] {
  if (terms.loanTermUnit !== terms.repaymentUnit) return [TERM_UNIT_DIFFERS]
  const suggested = terms.numberOfRepayments * terms.repaymentEvery
  if (terms.loanTerm === suggested) return []
  return [terms.loanTerm < suggested ? TERM_TOO_SHORT : TERM_TOO_LONG]
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
