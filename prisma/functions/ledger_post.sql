-- Step 2. Posts what a batch adds to the books, ends its events and pulls, in one transaction.
-- Answers {"status": "POSTED", "more": …} or {"status": "CONFLICT"}. Most events leave most of it empty,
-- and a statement that would do nothing costs as much as one that does.
-- The planner takes a batch for a hundred rows and would read all of a young database's loan_event for
-- it: the settings say that rows are found by their keys, whatever the statistics.
CREATE OR REPLACE FUNCTION ledger_post(b jsonb) RETURNS jsonb LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  of_stream bigint := (b ->> 'streamId')::bigint;
  in_business uuid;
  stands ledger_loan;
BEGIN
  PERFORM require_keys(b, 'streamId', 'expectSeq', 'seq', 'nextInvoice', 'nextEntry', 'nextAllocation', 'chainHead',
                       'entries', 'lines', 'invoices', 'allocations', 'cancelled', 'credits', 'outcomes', 'reversal',
                       'withdrawn', 'owed');
  in_business := lock_stream(of_stream);
  SELECT * INTO stands FROM ledger_loan WHERE stream_id = of_stream FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    INSERT INTO ledger_loan (stream_id, business_id) VALUES (of_stream, in_business) RETURNING * INTO stands;
  END IF;
  IF stands.seq IS DISTINCT FROM (b ->> 'expectSeq')::integer
     OR EXISTS (SELECT FROM compensation WHERE stream_id = of_stream AND done_at IS NULL) THEN
    RETURN '{"status": "CONFLICT"}';
  END IF;

  IF b -> 'entries' <> '[]' THEN
    -- The release before knows no part of an entry, no entry_no of an allocation and no kind of credit: they may be
    -- missing.
    INSERT INTO journal_entry (stream_id, no, business_id, event_id, caused_by, generation, part, date,
                               value_date, description, reverses, hash)
      SELECT of_stream, r.no, in_business, r.event_id, r.caused_by, r.generation, r.part, r.date, r.value_date,
             r.description, r.reverses, r.hash
      FROM jsonb_to_recordset(require_keys_each(b -> 'entries', 'no', 'event_id', 'caused_by', 'generation', 'date',
                                                'value_date', 'description', 'reverses', 'hash'))
        AS r (no integer, event_id uuid, caused_by uuid, generation integer, part text, date date, value_date date,
              description text, reverses integer, hash text);
    INSERT INTO journal_line (stream_id, entry_no, line_no, business_id, account, amount, role, date)
      SELECT of_stream, r.entry_no, r.line_no, in_business, r.account, r.amount,
             standard_account(e.payload -> 'accounts', r.account), j.date
      FROM jsonb_to_recordset(require_keys_each(b -> 'lines', 'entry_no', 'line_no', 'account', 'amount'))
        AS r (entry_no integer, line_no integer, account text, amount bigint)
      JOIN journal_entry j ON j.stream_id = of_stream AND j.no = r.entry_no
      JOIN loan_event e ON e.id = j.event_id;
  END IF;
  IF b -> 'invoices' <> '[]' THEN
    INSERT INTO invoice (stream_id, no, business_id, event_id, type, date, amount, open, status, lines)
      SELECT of_stream, r.no, in_business, r.event_id, r.type, r.date, r.amount, r.amount, 'OPEN', r.lines
      FROM jsonb_to_recordset(require_keys_each(b -> 'invoices', 'no', 'event_id', 'type', 'date', 'amount', 'lines'))
        AS r (no integer, event_id uuid, type text, date date, amount bigint, lines jsonb);
  END IF;
  IF b -> 'allocations' <> '[]' THEN
    INSERT INTO allocation (stream_id, no, business_id, invoice_no, event_id, caused_by, source, entry_no, date,
                            amount, reverses)
      SELECT of_stream, r.no, in_business, r.invoice_no, r.event_id, r.caused_by, r.source, r.entry_no, r.date,
             r.amount, r.reverses
      FROM jsonb_to_recordset(require_keys_each(b -> 'allocations', 'no', 'invoice_no', 'event_id', 'caused_by', 'source',
                                                'date', 'amount', 'reverses'))
        AS r (no integer, invoice_no integer, event_id uuid, caused_by uuid, source text, entry_no integer, date date,
              amount bigint, reverses integer);
    UPDATE invoice i
      SET open = i.open - a.amount, status = CASE WHEN i.open = a.amount THEN 'PAID' ELSE 'OPEN' END
      FROM (SELECT r.invoice_no, sum(r.amount) AS amount
            FROM jsonb_to_recordset(b -> 'allocations') AS r (invoice_no integer, amount bigint)
            GROUP BY r.invoice_no) a
      WHERE i.stream_id = of_stream AND i.no = a.invoice_no AND a.amount <> 0;
  END IF;
  IF b -> 'cancelled' <> '[]' THEN
    UPDATE invoice i
      SET open = 0, status = 'CANCELLED'
      FROM jsonb_array_elements_text(b -> 'cancelled') AS r (no)
      WHERE i.stream_id = of_stream AND i.no = r.no::integer AND i.open = i.amount;
  END IF;
  IF b -> 'credits' <> '[]' THEN
    INSERT INTO customer_credit (stream_id, event_id, kind, seq, business_id, date, amount, open)
      SELECT of_stream, r.event_id, coalesce(r.kind, 'CREDIT'), r.seq, in_business, r.date, 0, 0
      FROM jsonb_to_recordset(require_keys_each(b -> 'credits', 'event_id', 'seq', 'date', 'amount_delta', 'open_delta'))
        AS r (event_id uuid, kind text, seq integer, date date)
      ON CONFLICT DO NOTHING;
    UPDATE customer_credit c
      SET amount = c.amount + r.amount_delta, open = c.open + r.open_delta
      FROM jsonb_to_recordset(b -> 'credits') AS r (event_id uuid, kind text, amount_delta bigint, open_delta bigint)
      WHERE c.stream_id = of_stream AND c.event_id = r.event_id AND c.kind = coalesce(r.kind, 'CREDIT');
  END IF;
  IF b ? 'installments' THEN
    INSERT INTO installment_line (stream_id, no, business_id, item, due_on, kind, principal, interest, fees, penalties,
                                  event_id, caused_by, booked_on)
      SELECT of_stream, coalesce((SELECT max(no) FROM installment_line WHERE stream_id = of_stream), 0) + l.place,
             in_business, r.item, r.due_on, r.kind, r.principal, r.interest, r.fees, r.penalties, r.event_id,
             r.caused_by, r.booked_on
      FROM jsonb_array_elements(require_keys_each(b -> 'installments', 'item', 'due_on', 'kind', 'principal',
             'interest', 'fees', 'penalties', 'event_id', 'caused_by', 'booked_on')) WITH ORDINALITY AS l (value, place),
           jsonb_to_record(l.value) AS r (item integer, due_on date, kind text, principal bigint, interest bigint,
             fees bigint, penalties bigint, event_id uuid, caused_by uuid, booked_on date);
  END IF;
  UPDATE ledger_loan
    SET seq = (b ->> 'seq')::integer,
        next_invoice = (b ->> 'nextInvoice')::integer,
        next_entry = (b ->> 'nextEntry')::integer,
        next_allocation = (b ->> 'nextAllocation')::integer,
        chain_head = b ->> 'chainHead'
    WHERE stream_id = of_stream;

  UPDATE loan_event e
    SET status = r.status, failure_code = r.code, failure_message = r.message,
        batch_seq = (b ->> 'expectSeq')::integer + 1,
        finished_at = CASE WHEN r.status <> 'PARKED' THEN clock_timestamp() END
    FROM jsonb_to_recordset(require_keys_each(b -> 'outcomes', 'event_id', 'status', 'code', 'message')) AS r (event_id uuid, status text, code text, message text)
    WHERE e.id = r.event_id;
  IF b -> 'withdrawn' <> '[]' THEN
    UPDATE loan_event e
      SET status = 'REVERSED', reversed_by = (b ->> 'reversal')::uuid
      FROM jsonb_array_elements_text(b -> 'withdrawn') AS r (id)
      WHERE e.id = r.id::uuid;
    PERFORM look_at_transfers(ARRAY(SELECT r.id::uuid FROM jsonb_array_elements_text(b -> 'withdrawn') AS r (id)));
  END IF;
  IF b -> 'owed' <> 'null' THEN
    INSERT INTO compensation (stream_id, event_id, generation, from_seq, to_seq, refusal_code, refusal_message)
      SELECT of_stream, r.event_id, r.generation, r.from_seq, r.to_seq, r.code, r.message
      FROM jsonb_to_record(require_keys(b -> 'owed', 'event_id', 'generation', 'from_seq', 'to_seq', 'code', 'message'))
        AS r (event_id uuid, generation integer, from_seq integer, to_seq integer, code text, message text);
  END IF;
  IF b -> 'outcomes' @> '[{"status": "PARKED"}]' THEN
    UPDATE loan_stream SET parked = true WHERE id = of_stream;
  END IF;
  RETURN jsonb_build_object('status', 'POSTED', 'more', pull_staged(of_stream));
END $$;
