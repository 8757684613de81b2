import type { LoanEvent } from '../../../src/domain/events/stream-event'
import type { JournalEntry, Posting } from '../../../src/domain/books/books'
import { tellLoan } from '../../support/told-loan'

/** The posting of the last of some events, all of which must be accepted. */
export function lastPosting(...events: LoanEvent[]): Posting {
  const last = tellLoan(events, (loan) => {
    const told = loan.told.at(-1)
    if (told?.accepted === false) throw new Error(`${told.event.kind}: ${told.refusal.message}`)
  }).told.at(-1)
  if (last?.accepted !== true) throw new Error('There is no event.')
  return last.posting
}

/** An entry as a line of text for each of its parts: `2025-01-15 Loan disbursement`, `Dr 1101 100`. */
export function readable(
  entries: readonly Pick<JournalEntry, 'no' | 'date' | 'description' | 'lines'>[],
): string[][] {
  return entries.map(({ no, date, description, lines }) => [
    `${no} ${date} ${description}`,
    ...lines.map(({ account, amount }) =>
      amount > 0n ? `Dr ${account} ${amount}` : `Cr ${account} ${-amount}`,
    ),
  ])
}
