import type { ChangeAllocation, ChangeEntry } from '../domain/books/ledger-change'
import { groupBy } from '../domain/values/group-by'
import type { LoanRecord } from './loan-record'
import type { PaperLedger } from './paper-ledger'

/**
 * What was booked before entries had parts, when other rules dated them. It is proven to come to
 * the sums that the events give; its days and pieces are taken as they are.
 */
export interface BookedBefore {
  /** The last event whose entries are among it. */
  throughSeq: number
  entries: ChangeEntry[]
  allocations: ChangeAllocation[]
}

/** With all that was booked before the last of it: old and new workers may have run side by side. */
export function bookedBefore(record: LoanRecord): BookedBefore | null {
  const last = record.entries.findLast(({ part }) => part === null)
  if (last === undefined) return null
  const seqOf = new Map(record.events.map(({ event }) => [event.eventId, event.seq]))
  const throughSeq = seqOf.get(last.causedBy) ?? 0
  const lines = groupBy(record.lines, ({ entryNo }) => entryNo)
  const entries = record.entries
    .filter(({ causedBy }) => (seqOf.get(causedBy) ?? 0) <= throughSeq)
    .map((entry) => ({ ...entry, lines: lines.get(entry.no) ?? [] }))
  const lastNo = entries.at(-1)?.no ?? 0
  const allocations = record.allocations.filter(({ entryNo }) => (entryNo ?? 0) <= lastNo)
  return { throughSeq, entries, allocations }
}

/** Lets the ledger go on from what was booked before; where the sums differ it stays as derived. */
export function adoptBookedBefore(ledger: PaperLedger, before: BookedBefore): void {
  const isSame =
    sameSums(entrySums(ledger.entries), entrySums(before.entries)) &&
    sameSums(allocationSums(ledger.allocations), allocationSums(before.allocations))
  if (isSame) ledger.adopt(before.entries, before.allocations)
}

function entrySums(entries: readonly ChangeEntry[]): Map<string, bigint> {
  return sumsOf(
    entries.flatMap(({ eventId, lines }) =>
      lines.map(({ account, amount }) => ({ key: `${eventId} ${account}`, amount })),
    ),
  )
}

function allocationSums(allocations: readonly ChangeAllocation[]): Map<string, bigint> {
  return sumsOf(
    allocations.map(({ eventId, causedBy, source, invoiceNo, amount }) => ({
      key: `${eventId} ${causedBy} ${source} ${invoiceNo}`,
      amount,
    })),
  )
}

function sumsOf(parts: readonly { key: string; amount: bigint }[]): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const { key, amount } of parts) sums.set(key, (sums.get(key) ?? 0n) + amount)
  return new Map([...sums].filter(([, sum]) => sum !== 0n))
}

function sameSums(some: Map<string, bigint>, others: Map<string, bigint>): boolean {
  return some.size === others.size && [...some].every(([key, sum]) => others.get(key) === sum)
}
