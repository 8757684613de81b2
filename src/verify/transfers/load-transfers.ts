import type { EventStatus } from '../../domain/events/event-status'
import type { TransferAction, TransferSide } from '../../domain/transfer/next-step'
import type { Database } from '../../platform/database'

export interface RecordedTransferStep {
  no: number
  side: TransferSide
  action: TransferAction
  eventId: string
  status: EventStatus
  /** Of its event; a reversal names the event that it undoes. */
  kind: string
  amount: string | null
  undoes: string | null
  /** The transfer and the other loan, as the event says. */
  transferId: string | null
  otherLoanId: string | null
  /** The step, its event and the loan of its side are of one stream. */
  isOfSide: boolean
}

/** A transfer of credit as the record has it, all of one moment. */
export interface RecordedTransfer {
  id: string
  businessId: string
  /** Null where there is no such loan. */
  loanId: string | null
  toLoanId: string | null
  /** Somebody looks after it still. */
  isOpen: boolean
  /** It is of the business of both its loans, and so are its steps. */
  isOfBusiness: boolean
  steps: RecordedTransferStep[]
  /** What its events have on the clearing account, minor units as decimal digits. */
  clearing: string
}

const PAGE_SIZE = 200

/** A loan has few transfers: its journal is read once for each of their steps. */
const LOAD = `
  SELECT t.id, t.business_id AS "businessId", giving.external_id AS "loanId", taking.external_id AS "toLoanId",
    t.look_at IS NOT NULL AS "isOpen",
    coalesce(giving.business_id = t.business_id AND taking.business_id = t.business_id, false) AND NOT EXISTS (
      SELECT FROM credit_transfer_step n WHERE n.transfer_id = t.id AND n.business_id <> t.business_id) AS "isOfBusiness",
    coalesce((SELECT json_agg(json_build_object(
        'no', n.no, 'side', n.side, 'action', n.action, 'eventId', n.event_id, 'status', e.status, 'kind', e.kind,
        'amount', e.payload ->> 'amount', 'undoes', e.payload ->> 'eventId',
        'transferId', coalesce(e.payload ->> 'transferId', e.payload -> 'transfer' ->> 'id'),
        'otherLoanId', coalesce(e.payload ->> 'toLoanId', e.payload -> 'transfer' ->> 'fromLoanId'),
        'isOfSide', e.stream_id = n.stream_id
          AND n.stream_id = CASE n.side WHEN 'OUT' THEN t.stream_id ELSE t.to_stream_id END) ORDER BY n.no)
      FROM credit_transfer_step n JOIN loan_event e ON e.id = n.event_id WHERE n.transfer_id = t.id), '[]') AS steps,
    (SELECT coalesce(sum(l.amount), 0)::text
     FROM credit_transfer_step n
     JOIN journal_entry j ON j.stream_id = n.stream_id AND j.event_id = n.event_id
     JOIN journal_line l ON l.stream_id = j.stream_id AND l.entry_no = j.no AND l.role = '1002'
     WHERE n.transfer_id = t.id) AS clearing
  FROM credit_transfer t
  LEFT JOIN loan_stream giving ON giving.id = t.stream_id
  LEFT JOIN loan_stream taking ON taking.id = t.to_stream_id
  WHERE t.id > $1::uuid AND ($2::uuid IS NULL OR t.business_id = $2::uuid)
  ORDER BY t.id LIMIT $3`

/** Every transfer, of one business or of all; a page at a time. */
export async function* loadTransfers(
  database: Database,
  businessId: string | null,
): AsyncGenerator<RecordedTransfer[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const page = await database.query<RecordedTransfer>('verify_transfers_of', LOAD, [
      after,
      businessId,
      PAGE_SIZE,
    ])
    const last = page.at(-1)
    if (last === undefined) return
    yield page
    after = last.id
  }
}
