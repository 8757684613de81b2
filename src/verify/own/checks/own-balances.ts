import { CONTROL_ACCOUNTS } from '../../../domain/books/control-accounts'
import type { ControlAccount } from '../../../domain/books/control-accounts'
import type { DerivedLoan } from '../../../domain/engine/derived-loan'
import { openOn } from '../../control-accounts'
import { compareValues, type Difference } from '../../difference'
import { isInFlight, majorOf, type OwnCheck } from '../../loan-check'
import type { OwnLoanRecord } from '../../loan-record'
import { standardBalances } from '../../standard-accounts'
import { CHARGES, INTEREST, toCome } from '../income-to-come'

/** What the LMS says is owed is what the books have open, and what the accounts say. */
export const ownBalances: OwnCheck = {
  name: 'balances',
  ofBooks: true,
  find(record, { lms }) {
    const major = majorOf(record)
    const balanceOf = standardBalances(record)
    const open = (account: ControlAccount) => openOn(record, account)
    const ofAccounts = CONTROL_ACCOUNTS.flatMap((account) =>
      compareValues(
        `open in the books and account ${account}`,
        major(open(account)),
        major(balanceOf(account)),
      ),
    )
    if (isInFlight(record) || lms.loan === null) return ofAccounts
    return [...ofAccounts, ...ofLoan(record, lms.loan, open, major)]
  },
}

/**
 * Principal and credit are the same in both. What the LMS has open of interest and of charges is what
 * is receivable and what is still to be raised, less what was paid of that in advance.
 */
function ofLoan(
  record: OwnLoanRecord,
  loan: DerivedLoan,
  open: (account: ControlAccount) => bigint,
  major: (minor: bigint) => string,
): Difference[] {
  const { outstanding, overpaid } = loan.totals
  const isDisbursed = loan.timeline.disbursedOn !== null
  const income = [
    {
      name: 'interest',
      inBooks: open('1102') + toCome(record, loan, INTEREST) + open('2103'),
      ofLoan: outstanding.interest,
    },
    {
      name: 'fees and penalties',
      inBooks: open('1103') + toCome(record, loan, CHARGES),
      ofLoan: outstanding.fees + outstanding.penalties,
    },
  ]
  return [
    ...compareValues(
      'principal, open in the books and the loan',
      major(open('1101')),
      major(isDisbursed ? outstanding.principal : 0n),
    ),
    ...compareValues(
      'credit, open in the books and the loan',
      major(-open('2102')),
      major(overpaid),
    ),
    ...income.flatMap(({ name, inBooks, ofLoan: ofThis }) =>
      isDisbursed
        ? compareValues(
            `${name}, open or to come in the books and the loan`,
            major(inBooks),
            major(ofThis),
          )
        : [],
    ),
  ]
}
