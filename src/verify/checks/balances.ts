import type { StandardAccount } from '../../domain/books/chart'
import { compareValues } from '../difference'
import { isInFlight, majorOf, type LoanCheck } from '../loan-check'
import type { LoanRecord } from '../loan-record'
import { standardBalances } from '../standard-accounts'

/** What the LMS says is owed is what the invoices say is open, and what the accounts say. */
export const balances: LoanCheck = {
  name: 'balances',
  ofBooks: true,
  find(record) {
    const position = isInFlight(record) ? undefined : record.loan?.position
    const onAccount = standardBalances(record)
    const figures = [
      {
        name: 'principal outstanding',
        account: '1101',
        open: openInvoices(record, 'DISBURSEMENT'),
        ofLoan: position?.principalOutstanding,
        balance: onAccount('1101'),
      },
      {
        name: 'interest outstanding',
        account: '1102',
        open: openInvoices(record, 'INTEREST'),
        ofLoan: position?.interestOutstanding,
        balance: onAccount('1102'),
      },
      {
        name: 'customer credit',
        account: '2102',
        open: total(record.credits),
        ofLoan: position?.creditBalance,
        balance: -onAccount('2102'),
      },
    ] satisfies (Figure & { account: StandardAccount })[]
    const major = majorOf(record)
    return figures.flatMap(({ name, account, open, ofLoan, balance }) => [
      ...compareValues(
        `${name}, open in the books and account ${account}`,
        major(open),
        major(balance),
      ),
      ...(ofLoan === undefined
        ? []
        : compareValues(`${name}, open in the books and the loan`, major(open), major(ofLoan))),
    ])
  },
}

interface Figure {
  name: string
  open: bigint
  /** Undefined while the loan is in flight. */
  ofLoan: bigint | undefined
  balance: bigint
}

function openInvoices({ invoices }: LoanRecord, type: 'DISBURSEMENT' | 'INTEREST'): bigint {
  return total(invoices.filter((invoice) => invoice.type === type))
}

function total(items: readonly { open: bigint }[]): bigint {
  return items.reduce((all, { open }) => all + open, 0n)
}
