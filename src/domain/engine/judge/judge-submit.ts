import type { SubmitPayload } from '../../events/lending/lending-payloads'
import { minorOf } from '../../values/money'
import { generateSchedule } from '../schedule/generate'
import { faultsOfTerms, isTooLarge, isTooLate } from '../schedule/faults'
import { nameOf } from '../codes'
import { refuse, refuseFields } from '../refusals/refusals'
import type { LmsRefusal } from '../refusals/refusals'
import { firstOf, majorOf, unless } from './standing'

/** Why an application is refused; null where it is not. The fields' form was judged before. */
export function refusalOfSubmit(payload: SubmitPayload): LmsRefusal | null {
  const { terms, submittedOn, expectedDisbursementOn, customerActiveSince, today } = payload
  const faults = faultsOfTerms(terms)
  if (faults.length > 0) {
    return refuseFields(faults.map(({ field, text }) => ({ field: nameOf(field), message: text })))
  }
  const first = terms.firstRepaymentOn
  return firstOf(
    unless((submittedOn ?? today) <= today, 'SUBMITTED_IN_FUTURE'),
    unless(
      submittedOn === null || submittedOn >= (customerActiveSince ?? submittedOn),
      'SUBMITTED_BEFORE_ACTIVATION',
    ),
    unless(
      submittedOn === null || submittedOn <= (expectedDisbursementOn ?? submittedOn),
      'SUBMITTED_AFTER_DISBURSEMENT',
      { expectedDisbursementDate: expectedDisbursementOn ?? '' },
    ),
    unless(
      first === null || first >= (expectedDisbursementOn ?? first),
      'FIRST_REPAYMENT_BEFORE_DISBURSEMENT',
      {
        ...{ disbursementDate: expectedDisbursementOn ?? '', firstRepaymentDate: first ?? '' },
      },
    ),
    unless(
      first === null || submittedOn === null || submittedOn <= first,
      'SUBMITTED_AFTER_FIRST_REPAYMENT',
    ),
    refusalOfSchedule(
      payload,
      minorOf(terms.principal),
      expectedDisbursementOn ?? submittedOn ?? today,
    ),
  )
}

/** What of a loan's schedule cannot be, for an amount paid out on a day. */
export function refusalOfSchedule(
  { terms, charges, exponent }: Pick<SubmitPayload, 'terms' | 'charges' | 'exponent'>,
  principal: bigint,
  disbursedOn: string,
): LmsRefusal | null {
  if (isTooLate(terms, { disbursedOn, charges })) return refuse('LOAN_TOO_LATE')
  const generated = generateSchedule(terms, { principal, disbursedOn, exponent, charges })
  if (!generated.ok) {
    const interest = majorOf(generated.interestAboveInstallment, { exponent })
    return refuse('INTEREST_ABOVE_INSTALLMENT', { interest })
  }
  return unless(!isTooLarge(generated.schedule), 'LOAN_TOO_LARGE')
}
