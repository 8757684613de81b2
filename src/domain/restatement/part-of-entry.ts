import type { EntryPart } from '../books/books'

/** What entries stood for before their part was noted, by their descriptions of then. */
const PARTS: readonly (readonly [description: string, part: EntryPart])[] = [
  ['Loan disbursement', 'DISBURSEMENT'],
  ['Interest for ', 'INTEREST'],
  ['Interest accrued at early settlement', 'INTEREST'],
  ['Interest waived at early settlement', 'WAIVER'],
  ['Customer credit applied to interest', 'CREDIT_USE'],
]

const MIRROR = /^Reversal: /

export function partOfEntry(entry: { part: EntryPart | null; description: string }): EntryPart {
  if (entry.part !== null) return entry.part
  const description = entry.description.replace(MIRROR, '')
  return PARTS.find(([start]) => description.startsWith(start))?.[1] ?? 'RECEIPT'
}
