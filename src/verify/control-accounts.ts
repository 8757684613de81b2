import { CREDIT_ACCOUNTS, creditKindOf, INVOICE_ACCOUNTS } from '../domain/books/books'
import type { StandardAccount } from '../domain/books/chart'
import { CONTROL_ACCOUNTS } from '../domain/books/control-accounts'
import type { Finding } from './difference'
import { sum } from './loan-check'
import type { AnyLoanRecord } from './loan-record'
import type { ControlAccount } from './report'
import { standardBalances } from './standard-accounts'

/** Adds the control accounts up, per business. */
export class ControlAccounts {
  readonly #controls = new Map<string, { ledger: bigint; subledger: bigint }>()

  add(record: AnyLoanRecord): void {
    const balanceOf = standardBalances(record)
    for (const account of CONTROL_ACCOUNTS) {
      const key = `${record.businessId} ${account}`
      const { ledger, subledger } = this.#controls.get(key) ?? { ledger: 0n, subledger: 0n }
      this.#controls.set(key, {
        ledger: ledger + balanceOf(account),
        subledger: subledger + openOn(record, account),
      })
    }
  }

  all(): ControlAccount[] {
    return [...this.#controls].map(([key, { ledger, subledger }]) => {
      const [businessId = '', account] = key.split(' ')
      return {
        businessId,
        account: account as StandardAccount,
        ledger: ledger.toString(),
        subledger: subledger.toString(),
      }
    })
  }
}

export function controlFindings(controls: readonly ControlAccount[]): Finding[] {
  return controls
    .filter(({ ledger, subledger }) => ledger !== subledger)
    .map(({ businessId, account, ledger, subledger }) => ({
      businessId,
      loanId: null,
      check: 'control-account',
      subject: `account ${account} of all loans, in minor units`,
      expected: subledger,
      found: ledger,
    }))
}

/** What the subledger of a loan says an account of the ledger must be: debits less credits. */
export function openOn(
  { invoices, credits }: AnyLoanRecord,
  account: (typeof CONTROL_ACCOUNTS)[number],
): bigint {
  const ofInvoices = invoices.filter(({ type }) => INVOICE_ACCOUNTS[type] === account)
  const ofCredits = credits.filter((credit) => CREDIT_ACCOUNTS[creditKindOf(credit)] === account)
  return (
    sum(ofInvoices.map(({ open }) => ({ amount: open }))) -
    sum(ofCredits.map(({ open }) => ({ amount: open })))
  )
}
