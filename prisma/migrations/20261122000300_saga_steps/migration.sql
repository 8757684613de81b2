-- The two steps of the saga: each is judged in the application between a load and a write.
-- The write takes the lock and goes on only if the loan still stands at the seq that was loaded.
-- The planner takes a batch for a hundred rows and would read all of a young database's loan_event for
-- it: each function says that rows are found by their keys, whatever the statistics.

-- Step 1. Locks the loan, records the transitions and refusals of a batch, moves the loan on.
-- Answers RECORDED, or CONFLICT where another attempt was faster: then load again.
CREATE FUNCTION lms_record(b jsonb) RETURNS text LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  of_stream bigint := (b ->> 'streamId')::bigint;
  stands loan;
  p jsonb := b -> 'position';
BEGIN
  IF b -> 'park' <> 'null' THEN
    PERFORM FROM loan_stream WHERE id = of_stream FOR NO KEY UPDATE;
  END IF;
  SELECT * INTO stands FROM loan WHERE stream_id = of_stream FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    INSERT INTO loan (stream_id, business_id, status)
      SELECT id, business_id, 'Approved' FROM loan_stream WHERE id = of_stream
      ON CONFLICT DO NOTHING;
    SELECT * INTO stands FROM loan WHERE stream_id = of_stream FOR NO KEY UPDATE;
  END IF;
  IF stands.seq <> (b ->> 'expectSeq')::integer THEN
    RETURN 'CONFLICT';
  END IF;

  INSERT INTO loan_transaction (stream_id, no, event_id, caused_by, generation, seq, type, date, amount, principal,
                                interest, fees, waived, overpayment, before, after, refusal_code, refusal_message)
    SELECT of_stream, stands.next_transaction + (t.place - 1)::integer, r.event_id, r.caused_by, r.generation, r.seq,
           r.type, r.date, r.amount, r.principal, r.interest, r.fees, r.waived, r.overpayment, r.before, r.after,
           r.refusal_code, r.refusal_message
    FROM jsonb_array_elements(b -> 'transactions') WITH ORDINALITY AS t (value, place),
         jsonb_to_record(t.value) AS r (event_id uuid, caused_by uuid, generation integer, seq integer, type text,
           date date, amount bigint, principal bigint, interest bigint, fees bigint, waived bigint,
           overpayment bigint, before jsonb, after jsonb, refusal_code text, refusal_message text);
  stands.next_transaction := stands.next_transaction + jsonb_array_length(b -> 'transactions');
  -- What a reversal takes back: contra rows of the splits that stand, in the order given.
  IF b -> 'undone' <> '[]' THEN
    INSERT INTO loan_transaction (stream_id, no, event_id, caused_by, generation, undoes, seq, type, date, amount,
                                  principal, interest, fees, waived, overpayment)
      SELECT of_stream, stands.next_transaction + (u.place - 1)::integer, t.event_id, r.caused_by, r.generation, t.no,
             t.seq, t.type, t.date, -t.amount, -t.principal, -t.interest, -t.fees, -t.waived, -t.overpayment
      FROM jsonb_array_elements(b -> 'undone') WITH ORDINALITY AS u (value, place),
           jsonb_to_record(u.value) AS r (event_id uuid, caused_by uuid, generation integer),
           LATERAL (
             SELECT * FROM loan_transaction o
             WHERE o.stream_id = of_stream AND o.event_id = r.event_id AND o.undoes IS NULL
               AND o.caused_by <> r.caused_by
             ORDER BY o.no DESC LIMIT 1) t;
    stands.next_transaction := stands.next_transaction + jsonb_array_length(b -> 'undone');
  END IF;
  UPDATE loan
    SET seq = (b ->> 'seq')::integer,
        next_transaction = stands.next_transaction,
        customer_id = p ->> 'customerId',
        status = p ->> 'status',
        principal = (p ->> 'principal')::bigint,
        principal_outstanding = (p ->> 'principalOutstanding')::bigint,
        interest_outstanding = (p ->> 'interestOutstanding')::bigint,
        credit_balance = (p ->> 'creditBalance')::bigint,
        disbursed_on = (p ->> 'disbursedOn')::date,
        settled_on = (p ->> 'settledOn')::date
    WHERE stream_id = of_stream;
  IF b -> 'park' <> 'null' THEN
    UPDATE loan_stream SET parked = true WHERE id = of_stream;
    UPDATE loan_event
      SET status = 'PARKED', failure_code = b -> 'park' ->> 'code', failure_message = b -> 'park' ->> 'message'
      WHERE id = (b -> 'park' ->> 'eventId')::uuid;
  END IF;
  RETURN 'RECORDED';
END $$;

-- True where the stream still holds events to take. Only an empty pull makes the loan idle,
-- and it does so under the stream's lock, so that no wake-up is lost.
CREATE FUNCTION pull_staged(of_stream bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  more boolean;
BEGIN
  PERFORM FROM loan_stream WHERE id = of_stream FOR NO KEY UPDATE;
  more := EXISTS (SELECT FROM loan_event WHERE stream_id = of_stream AND status IN ('STAGED', 'PARKED'));
  UPDATE loan_stream
    SET busy = more, retell_attempts = 0, retell_at = CASE WHEN more THEN now() + interval '30 seconds' END
    WHERE id = of_stream;
  RETURN more;
END $$;

-- Step 2. Posts what a batch adds to the books, ends its events and pulls, in one transaction.
-- Answers {"status": "POSTED", "more": …} or {"status": "CONFLICT"}. Most events leave most of it empty,
-- and a statement that would do nothing costs as much as one that does.
CREATE FUNCTION ledger_post(b jsonb) RETURNS jsonb LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  of_stream bigint := (b ->> 'streamId')::bigint;
  in_business uuid;
  stands ledger_loan;
BEGIN
  SELECT business_id INTO in_business FROM loan_stream WHERE id = of_stream FOR NO KEY UPDATE;
  SELECT * INTO stands FROM ledger_loan WHERE stream_id = of_stream FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    INSERT INTO ledger_loan (stream_id, business_id) VALUES (of_stream, in_business) RETURNING * INTO stands;
  END IF;
  IF stands.seq <> (b ->> 'expectSeq')::integer
     OR EXISTS (SELECT FROM compensation WHERE stream_id = of_stream AND done_at IS NULL) THEN
    RETURN '{"status": "CONFLICT"}';
  END IF;

  IF b -> 'entries' <> '[]' THEN
    INSERT INTO journal_entry (stream_id, no, business_id, event_id, caused_by, generation, date, value_date,
                               description, reverses, hash)
      SELECT of_stream, r.no, in_business, r.event_id, r.caused_by, r.generation, r.date, r.value_date, r.description,
             r.reverses, r.hash
      FROM jsonb_to_recordset(b -> 'entries')
        AS r (no integer, event_id uuid, caused_by uuid, generation integer, date date, value_date date,
              description text, reverses integer, hash text);
    INSERT INTO journal_line (stream_id, entry_no, line_no, business_id, account, amount)
      SELECT of_stream, r.entry_no, r.line_no, in_business, r.account, r.amount
      FROM jsonb_to_recordset(b -> 'lines')
        AS r (entry_no integer, line_no integer, account text, amount bigint);
  END IF;
  IF b -> 'invoices' <> '[]' THEN
    INSERT INTO invoice (stream_id, no, business_id, event_id, type, date, amount, open, status, lines)
      SELECT of_stream, r.no, in_business, r.event_id, r.type, r.date, r.amount, r.amount, 'OPEN', r.lines
      FROM jsonb_to_recordset(b -> 'invoices')
        AS r (no integer, event_id uuid, type text, date date, amount bigint, lines jsonb);
  END IF;
  IF b -> 'allocations' <> '[]' THEN
    INSERT INTO allocation (stream_id, no, business_id, invoice_no, event_id, caused_by, source, date, amount, reverses)
      SELECT of_stream, r.no, in_business, r.invoice_no, r.event_id, r.caused_by, r.source, r.date, r.amount, r.reverses
      FROM jsonb_to_recordset(b -> 'allocations')
        AS r (no integer, invoice_no integer, event_id uuid, caused_by uuid, source text, date date, amount bigint,
              reverses integer);
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
    INSERT INTO customer_credit (stream_id, event_id, seq, business_id, date, amount, open)
      SELECT of_stream, r.event_id, r.seq, in_business, r.date, 0, 0
      FROM jsonb_to_recordset(b -> 'credits') AS r (event_id uuid, seq integer, date date)
      ON CONFLICT DO NOTHING;
    UPDATE customer_credit c
      SET amount = c.amount + r.amount_delta, open = c.open + r.open_delta
      FROM jsonb_to_recordset(b -> 'credits') AS r (event_id uuid, amount_delta bigint, open_delta bigint)
      WHERE c.stream_id = of_stream AND c.event_id = r.event_id;
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
        finished_at = CASE WHEN r.status <> 'PARKED' THEN clock_timestamp() END
    FROM jsonb_to_recordset(b -> 'outcomes') AS r (event_id uuid, status text, code text, message text)
    WHERE e.id = r.event_id;
  IF b -> 'withdrawn' <> '[]' THEN
    UPDATE loan_event e
      SET status = 'REVERSED', reversed_by = (b ->> 'reversal')::uuid
      FROM jsonb_array_elements_text(b -> 'withdrawn') AS r (id)
      WHERE e.id = r.id::uuid;
  END IF;
  IF b -> 'owed' <> 'null' THEN
    INSERT INTO compensation (stream_id, event_id, generation, from_seq, to_seq, refusal_code, refusal_message)
      SELECT of_stream, r.event_id, r.generation, r.from_seq, r.to_seq, r.code, r.message
      FROM jsonb_to_record(b -> 'owed')
        AS r (event_id uuid, generation integer, from_seq integer, to_seq integer, code text, message text);
  END IF;
  IF b -> 'outcomes' @> '[{"status": "PARKED"}]' THEN
    UPDATE loan_stream SET parked = true WHERE id = of_stream;
  END IF;
  RETURN jsonb_build_object('status', 'POSTED', 'more', pull_staged(of_stream));
END $$;

-- Both steps of the saga in one transaction, where the LMS and the books share this database: what an
-- event costs is mostly round trips and commits. The stream is locked first, as everywhere. A conflict
-- in the second step leaves the first recorded, as if they had been two transactions: who loads again
-- finds it so.
CREATE FUNCTION record_and_post(recording jsonb, posting jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM loan_stream WHERE id = (posting ->> 'streamId')::bigint FOR NO KEY UPDATE;
  IF recording IS NOT NULL AND lms_record(recording) = 'CONFLICT' THEN
    RETURN '{"status": "CONFLICT"}';
  END IF;
  RETURN ledger_post(posting);
END $$;

-- Undoes, last first, the LMS transitions that a refusal in step 2 leaves behind: a contra row for each,
-- the loan back where it stood before them. The refused event is FAILED, those behind it are taken again
-- in a new generation. Does nothing where it was done before.
-- Answers {"failed": {"seq", "code"} or null, "more": …}.
CREATE FUNCTION compensate(of_stream bigint) RETURNS jsonb LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  debt compensation;
  stands loan;
  undone loan_transaction;
  p jsonb;
BEGIN
  PERFORM FROM loan_stream WHERE id = of_stream FOR NO KEY UPDATE;
  SELECT * INTO stands FROM loan WHERE stream_id = of_stream FOR NO KEY UPDATE;
  SELECT * INTO debt FROM compensation WHERE stream_id = of_stream AND done_at IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('failed', NULL, 'more', pull_staged(of_stream));
  END IF;

  FOR undone IN
    SELECT t.* FROM loan_transaction t JOIN loan_event e ON e.id = t.caused_by AND e.generation = t.generation
    WHERE t.stream_id = of_stream AND e.seq >= debt.from_seq ORDER BY t.no DESC
  LOOP
    INSERT INTO loan_transaction (stream_id, no, event_id, caused_by, generation, undoes, seq, type, date, amount,
                                  principal, interest, fees, waived, overpayment)
      VALUES (of_stream, stands.next_transaction, undone.event_id, undone.caused_by, undone.generation, undone.no,
              undone.seq, undone.type, undone.date, -undone.amount, -undone.principal, -undone.interest, -undone.fees,
              -undone.waived, -undone.overpayment);
    stands.next_transaction := stands.next_transaction + 1;
    p := coalesce(undone.before, p);
  END LOOP;

  IF p IS NOT NULL THEN
    UPDATE loan
      SET customer_id = p ->> 'customerId',
          status = p ->> 'status',
          principal = (p ->> 'principal')::bigint,
          principal_outstanding = (p ->> 'principalOutstanding')::bigint,
          interest_outstanding = (p ->> 'interestOutstanding')::bigint,
          credit_balance = (p ->> 'creditBalance')::bigint,
          disbursed_on = (p ->> 'disbursedOn')::date,
          settled_on = (p ->> 'settledOn')::date
      WHERE stream_id = of_stream;
  END IF;
  UPDATE loan SET seq = debt.from_seq, next_transaction = stands.next_transaction WHERE stream_id = of_stream;
  UPDATE ledger_loan SET seq = debt.from_seq WHERE stream_id = of_stream;
  UPDATE loan_event
    SET status = 'FAILED', failure_code = debt.refusal_code, failure_message = debt.refusal_message,
        finished_at = clock_timestamp()
    WHERE id = debt.event_id;
  -- All that was undone, beyond the batch too: a late attempt may have recorded more than was answered.
  UPDATE loan_event e SET generation = e.generation + 1
    FROM loan_transaction t
    WHERE t.event_id = e.id AND t.caused_by = e.id AND t.generation = e.generation AND t.undoes IS NOT NULL
      AND e.stream_id = of_stream AND e.seq > debt.from_seq AND e.status = 'STAGED';
  UPDATE compensation SET done_at = clock_timestamp()
    WHERE event_id = debt.event_id AND generation = debt.generation;
  RETURN jsonb_build_object('failed', jsonb_build_object('seq', debt.from_seq, 'code', debt.refusal_code),
                            'more', pull_staged(of_stream));
END $$;
