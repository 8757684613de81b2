import { createHash } from 'node:crypto'

import { CHAIN_START } from '../accounting/hash-chain'
import type { Finding } from './difference'
import type { AnyLoanRecord } from './loan-record'

/** One value over the heads of all loans' hash chains: a cut tail and a missing loan show too. */
export class ChainDigest {
  readonly #hash = createHash('sha256')

  add({ businessId, loanId, ledger }: AnyLoanRecord): void {
    const head = ledger?.chainHead ?? CHAIN_START
    // A loan without entries was never booked: whether it was sent does not matter to the books.
    if (head === CHAIN_START) return
    this.#hash.update(`${JSON.stringify([businessId, loanId, head])}\n`)
  }

  value(): string {
    return this.#hash.copy().digest('hex')
  }
}

export function digestFindings(digest: string, expected: string | undefined): Finding[] {
  if (expected === undefined || expected === digest) return []
  return [
    {
      businessId: null,
      loanId: null,
      check: 'digest',
      subject: 'digest over all hash chains',
      expected,
      found: digest,
    },
  ]
}
