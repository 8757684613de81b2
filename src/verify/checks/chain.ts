import { CHAIN_START, entryHash } from '../../accounting/hash-chain'
import type { Difference } from '../difference'
import { groupBy } from '../../domain/values/group-by'
import type { CommonCheck } from '../loan-check'
import type { AnyLoanRecord } from '../loan-record'

/** Each entry's hash covers its content and the hash before it; the ledger has the last one. */
export const hashChain: CommonCheck = {
  name: 'hash-chain',
  ofBooks: true,
  find(record) {
    const hashes = hashesOf(record)
    const broken = record.entries.findIndex(({ hash }, index) => hash !== hashes[index])
    const [entry, head] = [record.entries[broken], hashes.at(-1) ?? CHAIN_START]
    return [
      ...(entry === undefined
        ? []
        : [differs(`journal entry ${entry.no}, hash`, hashes[broken] ?? '', entry.hash)]),
      ...(record.ledger === null || record.ledger.chainHead === head
        ? []
        : [differs('head of the hash chain', head, record.ledger.chainHead)]),
    ]
  },
}

/** What each hash must be, given the one that stands before it: the first that differs is the one edited. */
function hashesOf({ businessId, loanId, entries, lines }: AnyLoanRecord): string[] {
  const byEntry = groupBy(lines, ({ entryNo }) => entryNo)
  return entries.map((entry, index) => {
    const chained = { ...entry, lines: byEntry.get(entry.no) ?? [] }
    return entryHash(entries[index - 1]?.hash ?? CHAIN_START, { businessId, loanId }, chained)
  })
}

function differs(subject: string, expected: string, found: string): Difference {
  return { subject, expected, found }
}
