import { createHash } from 'node:crypto'

import type { LoanRef } from '../contract/loan-ref'
import type { ChangeEntry } from '../domain/books/ledger-change'

/** The head of a loan's chain before its first entry. */
export const CHAIN_START = ''

/**
 * The hash of a journal entry: SHA-256, hex, over its content and the hash of the entry before
 * it. Whoever changes an entry must change every later one of its loan, and the head.
 */
export function entryHash(previous: string, loan: LoanRef, entry: ChangeEntry): string {
  const content = [
    previous,
    loan.businessId,
    loan.loanId,
    entry.no,
    entry.eventId,
    entry.causedBy,
    entry.date,
    entry.valueDate,
    entry.description,
    entry.reverses,
    entry.lines.map(({ account, amount }) => [account, amount.toString()]),
    // Entries of before had no part, and their hashes stand.
    ...(entry.part === null ? [] : [entry.part]),
  ]
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

/** Entries that follow each other, with their hashes. */
export function chain<Entry extends ChangeEntry>(
  head: string,
  loan: LoanRef,
  entries: readonly Entry[],
): (Entry & { hash: string })[] {
  let previous = head
  return entries.map((entry) => ({ ...entry, hash: (previous = entryHash(previous, loan, entry)) }))
}
