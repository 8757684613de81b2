import type { Statements } from '../platform/statements'
import type { JournalEntryView } from './books-view'
import { ENTRIES, toEntries } from './event-books'
import type { BooksRow } from './event-books'

/**
 * What a rehearsed event, and what the clock has to do before it, add to the books of a copied loan.
 * What waits before it is stored already and left out.
 */
export async function findRehearsedEntries(
  copy: Statements,
  businessId: string,
  loanId: string,
  eventId: string,
): Promise<JournalEntryView[]> {
  const [row] = await copy.query<Pick<BooksRow, 'entries'>>(
    'rehearsed_entries',
    `SELECT coalesce(${ENTRIES}, '[]') AS entries
     FROM loan_stream s JOIN journal_entry j ON j.stream_id = s.id
     WHERE s.business_id = $1 AND s.external_id = $2
       AND (j.caused_by = $3::uuid
            OR NOT EXISTS (SELECT FROM public.loan_event stored WHERE stored.id = j.caused_by))`,
    [businessId, loanId, eventId],
  )
  return toEntries(loanId, row?.entries ?? [])
}
