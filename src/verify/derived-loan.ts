import type { LoanPosition } from '../domain/pushed/position'
import { errorMessage } from '../platform/errors'
import { adoptBookedBefore, bookedBefore } from './booked-before'
import type { DerivedEvent } from './derived-event'
import type { LoanRecord } from './loan-record'
import type { PaperLedger } from './paper-ledger'
import { Retelling } from './retelling'

/** A loan told again from nothing but its stream. */
export interface DerivedLoan {
  events: readonly DerivedEvent[]
  /** After the last event the LMS took. */
  position: LoanPosition
  /** After the last event the ledger took. */
  ledger: PaperLedger
  /** Where the rules do not know what to do: nothing behind it is derived. */
  fault: { seq: number; message: string } | null
}

/** Follows the rules through a loan's stream, as far as the LMS and the ledger have come. */
export function deriveLoan(record: LoanRecord): DerivedLoan {
  const ledgerSeq = record.ledger?.seq ?? 0
  const through = Math.max(record.loan?.seq ?? 0, ledgerSeq)
  const retelling = new Retelling(ledgerSeq)
  let before = bookedBefore(record)
  const adoptBefore = (seq: number) => {
    if (before === null || seq <= before.throughSeq) return
    adoptBookedBefore(retelling.ledger, before)
    before = null
  }
  let fault: DerivedLoan['fault'] = null
  for (const [place, recorded] of record.events.entries()) {
    const { seq } = recorded.event
    if (seq > through) break
    try {
      adoptBefore(seq)
      retelling.take(recorded, record.events[place + 1])
    } catch (error) {
      fault = { seq, message: errorMessage(error) }
      break
    }
  }
  adoptBefore(Infinity)
  const { events, position, ledger } = retelling
  return { events, position, ledger, fault }
}
