import type { BookedFact } from './book-loan'

/** True where the same events post the same, in the same order. */
export function draftedAlike(some: readonly BookedFact[], others: readonly BookedFact[]): boolean {
  return (
    some.length === others.length &&
    some.every((one, place) => {
      const other = others[place]
      return other !== undefined && textOf(one) === textOf(other)
    })
  )
}

function textOf({ event, draft }: BookedFact): string {
  const entries = draft.entries.map(({ part, date, lines, allocations }) => [
    ...[part, date, ...lines.map(({ account, amount }) => `${account} ${amount}`)],
    ...allocations.map(({ invoiceNo, eventId, source, amount }) =>
      [invoiceNo, eventId, source, amount].join(' '),
    ),
  ])
  const invoices = draft.invoices.map(({ no, type, date, amount }) =>
    [no, type, date, amount].join(' '),
  )
  const credits = draft.credits.map(({ kind = 'CREDIT', amount }) => `${kind} ${amount}`)
  return [event.eventId, ...entries.flat(), ...invoices, ...credits].join('\n')
}
