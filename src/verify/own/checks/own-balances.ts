import { CONTROL_ACCOUNTS } from '../../../domain/books/control-accounts'
import type { ControlAccount } from '../../../domain/books/control-accounts'
import type { DerivedLoan } from '../../../domain/engine/derived-loan'
import { openOn } from '../../control-accounts'
import { compareValues, type Difference } from '../../difference'
import { isInFlight, majorOf, sum, type OwnCheck } from '../../loan-check'
import type { OwnLoanRecord } from '../../loan-record'
import { standardBalances } from '../../standard-accounts'

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
 * Principal and credit are the same in both. Interest that the LMS has open is what is receivable and
 * what is still to be recognised, less what was paid of that in advance.
 */
function ofLoan(
  record: OwnLoanRecord,
  { schedule, totals, timeline }: DerivedLoan,
  open: (account: ControlAccount) => bigint,
  major: (minor: bigint) => string,
): Difference[] {
  const scheduled = schedule.reduce((total, { owed }) => total + owed.interest, 0n)
  const unrecognised = scheduled - recognised(record) - forgoneUnrecognised(record, totals)
  const { outstanding, overpaid } = totals
  const isDisbursed = timeline.disbursedOn !== null
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
    ...(isDisbursed
      ? compareValues(
          'interest, open or to come in the books and the loan',
          major(open('1102') + unrecognised + open('2103')),
          major(outstanding.interest),
        )
      : []),
  ]
}

function recognised({ invoices }: OwnLoanRecord): bigint {
  return sum(invoices.filter(({ type, status }) => type === 'INTEREST' && status !== 'CANCELLED'))
}

/** Waived or written off without ever having been recognised. */
function forgoneUnrecognised(
  { invoices, allocations }: OwnLoanRecord,
  { waived, writtenOff }: DerivedLoan['totals'],
): bigint {
  const interest = new Set(invoices.filter(({ type }) => type === 'INTEREST').map(({ no }) => no))
  const ofInvoices = allocations.filter(
    ({ source, invoiceNo }) =>
      (source === 'WAIVER' || source === 'WRITE_OFF') && interest.has(invoiceNo),
  )
  return waived.interest + writtenOff.interest - sum(ofInvoices)
}
