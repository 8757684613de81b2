import type { LoanStanding } from '../../../domain/engine/derive'
import { creditKindOf } from '../../../domain/books/books'
import type { AllocationSource, InvoiceType } from '../../../domain/books/books'
import { booksOnPaper } from '../../../domain/books/lending/books-on-paper'
import { standingOf } from '../../../domain/restatement/standing-of'
import { groupBy } from '../../../domain/values/group-by'
import { compareAll, type Facts } from '../../difference'
import { majorOf, sum, type OwnCheck } from '../../loan-check'
import type { OwnLoanRecord } from '../../loan-record'

type Major = (minor: bigint) => string

/** What stands in the books for one event. */
interface Standing {
  eventId: string
  lines: { part: string; account: string; amount: bigint }[]
  invoices: { type: InvoiceType; amount: bigint }[]
  allocations: { source: AllocationSource; of: string; type: InvoiceType | ''; amount: bigint }[]
  credits: { kind: string; amount: bigint; open: bigint }[]
}

/**
 * The books hold of each event what the loan gives that is derived from its live events: by part and
 * account, invoice, allocation and credit. On which day and in how many pieces is a matter of what was
 * booked when it came.
 */
export const ownBooks: OwnCheck = {
  name: 'derived-books',
  ofBooks: true,
  find(record, { books, events, fault }) {
    if (fault !== null) return []
    const major = majorOf(record)
    const seqs = new Map(events.map(({ event }) => [event.eventId, event.seq]))
    const facts = (standing: readonly Standing[]) =>
      new Map(
        standing.flatMap((one) => {
          const ofEvent = factsOf(one, major)
          const isNothing = Object.values(ofEvent).every((fact) => fact === '')
          return isNothing ? [] : [[`books of event ${seqs.get(one.eventId) ?? '?'}`, ofEvent]]
        }),
      )
    return compareAll(facts(onPaper(books)), facts(recorded(record)))
  },
}

function onPaper({ live, loan }: LoanStanding): Standing[] {
  const { stored } = booksOnPaper(live, loan)
  const types = new Map(
    stored.flatMap(({ invoices }) => invoices.map(({ no, type }) => [no, type] as const)),
  )
  return stored.map(({ event, entries, invoices, allocations, credit, advance }) => ({
    eventId: event.eventId,
    lines: entries.flatMap(({ part, lines }) => lines.map((line) => ({ part, ...line }))),
    invoices: [...invoices],
    allocations: allocations.map(({ source, eventId, invoiceNo, amount }) => ({
      ...{ source, of: eventId, amount, type: types.get(invoiceNo) ?? '' },
    })),
    credits: [
      ...(credit === null ? [] : [{ kind: 'CREDIT', ...credit }]),
      ...(advance === null ? [] : [{ kind: 'ADVANCE', ...advance }]),
    ],
  }))
}

function recorded(record: OwnLoanRecord): Standing[] {
  const lines = groupBy(record.lines, ({ entryNo }) => entryNo)
  const entries = groupBy(standingOf(record.entries), ({ eventId }) => eventId)
  const standing = record.invoices.filter(({ status }) => status !== 'CANCELLED')
  const invoices = groupBy(standing, ({ eventId }) => eventId)
  const types = new Map(record.invoices.map(({ no, type }) => [no, type]))
  const allocations = groupBy(standingOf(record.allocations), ({ causedBy }) => causedBy)
  const credits = groupBy(record.credits, ({ eventId }) => eventId)
  return record.events.map(({ event: { eventId } }) => ({
    eventId,
    lines: (entries.get(eventId) ?? []).flatMap(({ no, part }) =>
      (lines.get(no) ?? []).map(({ account, amount }) => ({ part: part ?? '', account, amount })),
    ),
    invoices: invoices.get(eventId) ?? [],
    allocations: (allocations.get(eventId) ?? []).map(
      ({ source, eventId: of, invoiceNo, amount }) => ({
        ...{ source, of, amount, type: types.get(invoiceNo) ?? ('' as const) },
      }),
    ),
    credits: (credits.get(eventId) ?? [])
      .filter(({ amount }) => amount !== 0n)
      .map((credit) => ({ ...credit, kind: creditKindOf(credit) })),
  }))
}

function factsOf({ lines, invoices, allocations, credits }: Standing, major: Major): Facts {
  return {
    entries: sums(lines, ({ part, account }) => `${part} ${account}`, major),
    invoices: sums(invoices, ({ type }) => type, major),
    allocations: sums(allocations, ({ source, of, type }) => `${source} ${of} ${type}`, major),
    credits: sums(credits, ({ kind }) => kind, major),
    'left of credits': sums(
      credits.map(({ kind, open }) => ({ kind, amount: open })),
      ({ kind }) => kind,
      major,
    ),
  }
}

function sums<Item extends { amount: bigint }>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  major: Major,
): string {
  return [...groupBy(items, keyOf)]
    .map(([key, some]) => [key, sum(some)] as const)
    .filter(([, amount]) => amount !== 0n)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, amount]) => `${key} ${major(amount)}`)
    .join(', ')
}
