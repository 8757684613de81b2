import type { BookedEntry, DraftToBook } from '../books/book-entries'
import type { StoredEntry, StoredPosting } from './stored-posting'

/** An entry to add: the mirror of one that stands, or what an event posts now. */
export interface RestatedEntry extends DraftToBook {
  /** What stands for its event. */
  stored: StoredPosting
  mirrored: StoredEntry | null
  causedBy: string
}

export type RestatedBooking = BookedEntry<RestatedEntry>
