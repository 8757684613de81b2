/** The rows of one table that are a loan's, as a JSON list of objects in an order. */
function listOf(table: string, fields: string, order: string): string {
  return `coalesce((SELECT json_agg(json_build_object(${fields}) ORDER BY ${order})
                    FROM ${table} t WHERE t.stream_id = s.id), '[]')`
}

const TABLES_OF_A_BUSINESS = [
  'loan_event',
  'loan',
  'ledger_loan',
  'journal_entry',
  'journal_line',
  'invoice',
  'customer_credit',
  'allocation',
  'external_posting',
  'loan_charge',
  'credit_transfer',
  'credit_transfer_step',
  'installment_line',
]

const foreignTables = TABLES_OF_A_BUSINESS.map(
  (table) => `CASE WHEN EXISTS (SELECT FROM ${table} t WHERE t.stream_id = s.id
                                AND t.business_id <> s.business_id) THEN '${table}' END`,
)

const EVENT = `
  'event', event_json(t),
  'details', t.details,
  'fingerprint', t.fingerprint, 'generation', t.generation, 'status', t.status,
  'batchSeq', t.batch_seq, 'claim', t.claim, 'failureMessage', t.failure_message,
  'failureCode', t.failure_code, 'reversedBy', t.reversed_by,
  'reliesOn', t.relies_on, 'stagedWith', t.staged_with,
  'accountingRefusal', (SELECT c.refusal_code FROM compensation c
                        WHERE c.event_id = t.id AND c.done_at IS NOT NULL
                        ORDER BY c.generation DESC LIMIT 1)`

const TRANSACTION = `
  'no', t.no, 'eventId', t.event_id, 'causedBy', t.caused_by, 'generation', t.generation,
  'undoes', t.undoes, 'seq', t.seq, 'part', t.part,
  'split', json_build_object(
    'type', t.type, 'date', t.date, 'amount', t.amount::text, 'principal', t.principal::text,
    'interest', t.interest::text, 'fees', t.fees::text, 'waived', t.waived::text,
    'penalties', t.penalties::text, 'overpayment', t.overpayment::text),
  'before', t.before, 'after', t.after, 'refusalCode', t.refusal_code, 'refusalMessage', t.refusal_message`

const INVOICE = `
  'no', t.no, 'eventId', t.event_id, 'type', t.type, 'date', t.date, 'amount', t.amount::text,
  'open', t.open::text, 'status', t.status, 'lines', t.lines`

const ALLOCATION = `
  'no', t.no, 'invoiceNo', t.invoice_no, 'eventId', t.event_id, 'causedBy', t.caused_by,
  'source', t.source, 'entryNo', t.entry_no, 'date', t.date, 'amount', t.amount::text, 'reverses', t.reverses,
  'bookedOn', t.booked_on`

/** One statement, so that all it says of a loan is of one moment. */
export const LOAD_LOANS = `
  SELECT s.id::text AS "streamId", s.business_id AS "businessId", s.external_id AS "loanId",
    s.home, s.mirrored, s.last_seq AS "lastSeq", b.currency, b.time_zone AS "timeZone",
    (SELECT json_build_object('seq', l.seq, 'nextTransaction', l.next_transaction, 'position', position_json(l),
              'own', CASE WHEN s.home = 'LMS' THEN own_loan_json(l) END)
     FROM loan l WHERE l.stream_id = s.id) AS loan,
    (SELECT json_build_object('seq', g.seq, 'nextInvoice', g.next_invoice,
                              'nextEntry', g.next_entry, 'nextAllocation', g.next_allocation,
                              'chainHead', g.chain_head)
     FROM ledger_loan g WHERE g.stream_id = s.id) AS ledger,
    ${listOf('loan_event', EVENT, 't.seq')} AS events,
    ${listOf('loan_transaction', TRANSACTION, 't.no')} AS transactions,
    ${listOf(
      'journal_entry',
      `'no', t.no, 'eventId', t.event_id, 'causedBy', t.caused_by, 'generation', t.generation, 'part', t.part, 'date', t.date,
       'valueDate', t.value_date, 'description', t.description, 'reverses', t.reverses,
       'hash', t.hash`,
      't.no',
    )} AS entries,
    ${listOf(
      'journal_line',
      `'entryNo', t.entry_no, 'lineNo', t.line_no, 'account', t.account, 'amount', t.amount::text,
       'role', t.role, 'date', t.date`,
      't.entry_no, t.line_no',
    )} AS lines,
    ${listOf('invoice', INVOICE, 't.no')} AS invoices,
    ${listOf(
      'customer_credit',
      `'eventId', t.event_id, 'kind', t.kind, 'seq', t.seq, 'date', t.date, 'amount', t.amount::text,
       'open', t.open::text`,
      't.seq, t.kind',
    )} AS credits,
    ${listOf('allocation', ALLOCATION, 't.no')} AS allocations,
    ${listOf(
      'installment_line',
      `'no', t.no, 'eventId', t.event_id, 'causedBy', t.caused_by, 'bookedOn', t.booked_on, 'item', t.item, 'dueOn', t.due_on, 'kind', t.kind, 'principal', t.principal::text,
       'interest', t.interest::text, 'fees', t.fees::text, 'penalties', t.penalties::text`,
      't.no',
    )} AS installments,
    ${listOf('loan_charge', `'eventId', t.event_id, 'index', t.index`, 't.id')} AS charges,
    ${listOf('credit_transfer_step', `'eventId', t.event_id, 'action', t.action`, 't.transfer_id, t.no')} AS "transferSteps",
    ${listOf(
      'external_posting',
      `'eventId', t.event_id, 'generation', t.generation, 'status', t.remote_status`,
      't.answered_at',
    )} AS "externalPostings",
    (SELECT json_build_object('eventId', c.event_id, 'code', c.refusal_code)
     FROM compensation c WHERE c.stream_id = s.id AND c.done_at IS NULL) AS owed,
    ARRAY[${foreignTables.join(',\n')}] AS "foreignTables"
  FROM loan_stream s JOIN business b ON b.id = s.business_id
  WHERE s.id > $1::bigint AND ($2::uuid IS NULL OR s.business_id = $2::uuid)
  ORDER BY s.id LIMIT $3`
