import type { AllocationStrategy } from '../../events/lending/loan-terms'
import type { Portion } from '../portions'

/**
 * What of an installment is paid first, by strategy (Apache Fineract's, of the same codes). Always the
 * oldest installment first, whether it is paid late, on its day or in advance.
 */
export const PAYING_ORDER: Readonly<Record<AllocationStrategy, readonly Portion[]>> = {
  'mifos-standard-strategy': ['penalties', 'fees', 'interest', 'principal'],
  'interest-principal-penalties-fees-order-strategy': [
    'interest',
    'principal',
    'penalties',
    'fees',
  ],
  'principal-interest-penalties-fees-order-strategy': [
    'principal',
    'interest',
    'penalties',
    'fees',
  ],
}
