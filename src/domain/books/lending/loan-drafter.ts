import type { DerivedCharge, DerivedLoan, Split } from '../../engine/derived-loan'
import type { LendingFact } from '../../events/lending/lending-event'
import { groupBy } from '../../values/group-by'
import { assertInvariant } from '../../values/invariant'
import { PostingDraft, type EventDraft, type NumberInvoice, type OpenBooks } from '../posting-draft'
import { closingEvent } from './closing-event'
import { draftDisburse } from './draft-disburse'
import { draftCreditOut, draftCreditRefund, draftRefund } from './draft-paid-out'
import { draftRepay } from './draft-repay'
import { draftWaiveCharge, draftWaiveInterest } from './draft-waiver'
import { draftWriteOff } from './draft-write-off'
import type { Drafting, DraftingOf } from './drafting'
import { accrueInterest, raiseChargesDue, raisePenalty } from './recognise'
import { Recognition } from './recognition'

/**
 * Drafts what the events of a loan of our own LMS add to its books. It is handed them one after the
 * other, in book order: what each recognises depends on what those before it did.
 */
export class LoanDrafter {
  readonly #loan: DerivedLoan
  readonly #splits: ReadonlyMap<string, readonly Split[]>
  readonly #closing: string | null
  readonly #recognition: Recognition
  #isDisbursed = false

  constructor(loan: DerivedLoan) {
    this.#loan = loan
    this.#splits = groupBy(loan.splits, ({ eventId }) => eventId)
    this.#closing = closingEvent(loan.splits)
    this.#recognition = new Recognition(loan)
  }

  /** Throws an `InvariantError` where the books show that the loan was derived otherwise. */
  draft(open: OpenBooks, event: LendingFact, numberInvoice: NumberInvoice): EventDraft {
    const draft = new PostingDraft(open, event, numberInvoice)
    if (event.kind === 'DISBURSE') this.#isDisbursed = true
    if (this.#isDisbursed) {
      const { eventId } = event
      const splits = this.#splits.get(eventId) ?? []
      const closes = eventId === this.#closing
      this.#draft({ draft, event, splits, recognition: this.#recognition, closes })
    }
    assertInvariant(
      draft.left('ADVANCE') === 0n || draft.openOn('INTEREST') === 0n,
      'Interest in advance and open interest exclude each other.',
    )
    return draft.finish()
  }

  #draft(drafting: Drafting): void {
    const { event } = drafting
    switch (event.kind) {
      case 'DISBURSE':
        draftDisburse({ ...drafting, event })
        break
      case 'REPAY':
        draftRepay({ ...drafting, event })
        break
      case 'WAIVE_INTEREST':
        draftWaiveInterest({ ...drafting, event })
        break
      case 'WAIVE_CHARGE':
        this.#draftWaiveCharge({ ...drafting, event })
        break
      case 'WRITE_OFF':
        draftWriteOff({ ...drafting, event })
        break
      case 'REFUND':
        draftRefund({ ...drafting, event })
        break
      case 'CREDIT_REFUND':
        draftCreditRefund({ ...drafting, event })
        break
      case 'CREDIT_OUT':
        draftCreditOut({ ...drafting, event })
        break
      case 'ACCRUAL':
        if (event.payload.of === 'INTEREST') accrueInterest(drafting, event.payload.through)
        else raiseChargesDue(drafting, event.payload.through)
        break
      case 'PENALTY':
        raisePenalty(drafting, this.#charge(event.eventId, 0)?.amount ?? 0n)
        break
      case 'ADD_CHARGE':
        // One that is due later falls due by an accrual of its day.
        if (event.effectiveDate <= event.payload.today) {
          raiseChargesDue(drafting, event.effectiveDate)
        }
        break
      case 'SUBMIT':
      case 'APPROVE':
      case 'REJECT':
      case 'WITHDRAW':
        break
    }
  }

  #draftWaiveCharge(drafting: DraftingOf<'WAIVE_CHARGE'>): void {
    const { chargeEventId, index } = drafting.event.payload
    draftWaiveCharge(drafting, this.#charge(chargeEventId, index)?.dueOn ?? null)
  }

  #charge(eventId: string, index: number): DerivedCharge | undefined {
    return this.#loan.charges.find((one) => one.eventId === eventId && one.index === index)
  }
}
