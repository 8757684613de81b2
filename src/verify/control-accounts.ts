import type { StandardAccount } from '../domain/books/chart'
import type { Finding } from './difference'
import { sum } from './loan-check'
import type { LoanRecord } from './loan-record'
import type { ControlAccount } from './report'
import { standardBalances } from './standard-accounts'

/** What the subledger of a loan says an account of the ledger must be. */
const SUBLEDGERS: [StandardAccount, (record: LoanRecord) => bigint][] = [
  ['1101', (record) => openOf(record, 'DISBURSEMENT')],
  ['1102', (record) => openOf(record, 'INTEREST')],
  ['2102', ({ credits }) => -sum(credits.map(({ open }) => ({ amount: open })))],
]

/** Adds the control accounts up, per business. */
export class ControlAccounts {
  readonly #controls = new Map<string, { ledger: bigint; subledger: bigint }>()

  add(record: LoanRecord): void {
    const balanceOf = standardBalances(record)
    for (const [account, subledgerOf] of SUBLEDGERS) {
      const key = `${record.businessId} ${account}`
      const { ledger, subledger } = this.#controls.get(key) ?? { ledger: 0n, subledger: 0n }
      this.#controls.set(key, {
        ledger: ledger + balanceOf(account),
        subledger: subledger + subledgerOf(record),
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

function openOf({ invoices }: LoanRecord, type: 'DISBURSEMENT' | 'INTEREST'): bigint {
  return sum(
    invoices.filter((invoice) => invoice.type === type).map(({ open }) => ({ amount: open })),
  )
}
