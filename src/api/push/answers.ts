import type { EventRecord } from '../../views/event-record'
import type { EventView } from '../../views/event-view'
import type { LoanView } from '../../views/loan-view'
import type {
  AcceptedAnswer,
  EventAnswer,
  FailedAnswer,
  LoanAnswer,
  RefusedAnswer,
} from './answer-schemas'
import { wireInvoice, wireJournalEntry } from '../wire/books'
import type { InvalidRequest } from './requests/pushed-request'
import { bookedLater, warningsOf } from './warnings'
import { wireAmount } from '../wire/amount'
import { wirePayload } from './wire-payload'

type PushAnswer = AcceptedAnswer['push']

/** The outcome of an event whose loan has not taken it yet. */
export const QUEUED: PushAnswer = {
  status: 'QUEUED',
  postedAt: null,
  invoices: [],
  journalEntries: [],
  error: null,
}

export function refused({ code, message, fields }: InvalidRequest): RefusedAnswer {
  return {
    success: false,
    error: { code, message, fields },
    staging: { status: 'REJECTED' },
    push: { status: 'NOT_PUSHED' },
  }
}

/** The answer to whoever waited: an event that failed by a rule is no success. */
export function settled(answer: AcceptedAnswer): AcceptedAnswer | FailedAnswer {
  const { status, error } = answer.push
  if (status !== 'FAILED' || error === null) return answer
  return { ...answer, success: false, error: { ...error, fields: [] } }
}

export function accepted(
  view: EventView,
  exponent: number,
  staging: AcceptedAnswer['staging']['status'] = 'STAGED',
): AcceptedAnswer {
  const { event, loanId } = view
  return {
    success: true,
    eventId: event.eventId,
    loanId,
    type: event.content.kind,
    staging: { status: staging, sequence: event.sequence, receivedAt: event.receivedAt },
    push: {
      status: pushStatus(event),
      postedAt: event.postedAt,
      invoices: view.invoices.map((invoice) => wireInvoice(invoice, exponent)),
      journalEntries: view.journalEntries.map((entry) => wireJournalEntry(entry, exponent)),
      error: event.failure,
    },
    warnings: [...warningsOf(event.content, event.effectiveDate), ...bookedLater(view)],
    ...withReversal(event.reversal),
  }
}

export function eventAnswer(view: EventView, exponent: number): EventAnswer {
  const { sequence, effectiveDate, content, reversedBy } = view.event
  const payload = wirePayload(content, exponent)
  return { ...accepted(view, exponent), sequence, effectiveDate, payload, reversedBy }
}

export function loanAnswer(loan: LoanView, currency: string, exponent: number): LoanAnswer {
  return {
    loanId: loan.loanId,
    customerId: loan.customerId,
    customerName: loan.customerName,
    customer: loan.customerId === null ? null : `LMS-${loan.customerId}`,
    status: loan.status,
    currency,
    principalOutstanding: wireAmount(loan.principalOutstanding, exponent),
    interestOutstanding: wireAmount(loan.interestOutstanding, exponent),
    creditBalance: wireAmount(loan.creditBalance, exponent),
    invoices: loan.invoices.map((invoice) => wireInvoice(invoice, exponent)),
    eventCount: loan.eventCount,
    events: loan.events.map((event) => ({
      eventId: event.eventId,
      type: event.content.kind,
      sequence: event.sequence,
      effectiveDate: event.effectiveDate,
      receivedAt: event.receivedAt,
      status: pushStatus(event),
      postedAt: event.postedAt,
      error: event.failure,
      reversedBy: event.reversedBy,
      payload: wirePayload(event.content, exponent),
    })),
  }
}

/** Of a correction: the reversal that it was staged with. */
export function withReversal(
  reversal: EventRecord['reversal'] | undefined,
): Pick<AcceptedAnswer, 'reversal'> {
  if (reversal === null || reversal === undefined) return {}
  return { reversal: { ...reversal, status: pushStatus(reversal) } }
}

function pushStatus({ status }: Pick<EventRecord, 'status'>): PushAnswer['status'] {
  return status === 'STAGED' ? 'QUEUED' : status
}
