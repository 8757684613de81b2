import type { LoanStanding } from '../../domain/engine/derive'
import { changeOfOwnBatch } from '../../domain/books/lending/own-change'
import type { OwnBatch } from '../../domain/books/lending/own-change'
import type { InstallmentLine } from '../../domain/books/lending/installment-lines'
import type { LoanBooks } from '../../domain/books/books'
import type { LendingEvent } from '../../domain/events/lending/lending-event'
import { PaperRows } from '../paper-rows'

/** The books of a loan of our own LMS in memory, posted batch by batch as they were. */
export class OwnPaperBooks {
  readonly rows = new PaperRows()
  readonly installments: InstallmentLine[] = []
  /** False where an event does not tell with which others it was posted. */
  knowsBatches = true
  /** By seq, those that do not tell it although one before them does: from then on all do. */
  readonly untold: number[] = []
  #batch: (OwnBatch & { seq: number }) | null = null
  #areTold = false

  /** @param batchSeq the first event that was posted together with it; null where that was not noted */
  take(
    event: LendingEvent,
    batchSeq: number | null,
    before: LoanStanding,
    after: LoanStanding,
  ): void {
    this.#areTold ||= batchSeq !== null
    if (batchSeq === null) {
      this.knowsBatches = false
      if (this.#areTold) this.untold.push(event.seq)
    }
    const seq = batchSeq ?? event.seq
    if (this.#batch?.seq !== seq) this.finish()
    const batch = this.#batch ?? { seq, before, accepted: [] }
    this.#batch = { ...batch, after, accepted: [...batch.accepted, event] }
    this.rows.expect(event)
  }

  /** Posts what is left. */
  finish(): void {
    const batch = this.#batch
    if (batch === null) return
    this.#batch = null
    const books = this.#books()
    const posted =
      changeOfOwnBatch(batch, books, null) ??
      changeOfOwnBatch(batch, books, this.rows.standing(batch.before.live))
    if (posted === null) throw new Error('What stands on paper is all it takes.')
    this.rows.apply(posted.change)
    this.installments.push(...posted.installments)
  }

  /** In the order in which the database gives them. */
  #books(): LoanBooks {
    const books = this.rows.books()
    return {
      ...books,
      invoices: books.invoices.toSorted((one, other) => one.no - other.no),
      credits: books.credits.toSorted(
        (one, other) =>
          one.seq - other.seq || (one.kind ?? '').localeCompare(other.kind ?? '', 'en'),
      ),
    }
  }
}
