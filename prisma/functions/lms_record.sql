-- Step 1. Locks the loan, records the transitions and refusals of a batch, moves the loan on.
-- Answers RECORDED, or CONFLICT where another attempt was faster: then load again.
-- The planner takes a batch for a hundred rows and would read all of a young database's loan_event for
-- it: the settings say that rows are found by their keys, whatever the statistics.
CREATE OR REPLACE FUNCTION lms_record(b jsonb) RETURNS text LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  of_stream bigint := (b ->> 'streamId')::bigint;
  stands loan;
BEGIN
  PERFORM require_keys(b, 'streamId', 'expectSeq', 'seq', 'position', 'transactions', 'undone', 'park');
  IF b -> 'park' <> 'null' THEN
    PERFORM lock_stream(of_stream);
  END IF;
  SELECT * INTO stands FROM loan WHERE stream_id = of_stream FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    INSERT INTO loan (stream_id, business_id, status)
      SELECT id, business_id, 'Approved' FROM loan_stream WHERE id = of_stream
      ON CONFLICT DO NOTHING;
    SELECT * INTO stands FROM loan WHERE stream_id = of_stream FOR NO KEY UPDATE;
  END IF;
  IF stands.seq IS DISTINCT FROM (b ->> 'expectSeq')::integer THEN
    RETURN 'CONFLICT';
  END IF;

  INSERT INTO loan_transaction (stream_id, no, event_id, caused_by, generation, seq, type, date, amount, principal,
                                interest, fees, waived, overpayment, before, after, refusal_code, refusal_message,
                                part, penalties)
    -- The release before knows no part and no penalties: they may be missing.
    SELECT of_stream, stands.next_transaction + (t.place - 1)::integer, r.event_id, r.caused_by, r.generation, r.seq,
           r.type, r.date, r.amount, r.principal, r.interest, r.fees, r.waived, r.overpayment, r.before, r.after,
           r.refusal_code, r.refusal_message, coalesce(r.part, 0), coalesce(r.penalties, 0)
    FROM jsonb_array_elements(require_keys_each(b -> 'transactions', 'event_id', 'caused_by', 'generation', 'seq', 'type',
           'date', 'amount', 'principal', 'interest', 'fees', 'waived', 'overpayment', 'before', 'after',
           'refusal_code', 'refusal_message')) WITH ORDINALITY AS t (value, place),
         jsonb_to_record(t.value) AS r (event_id uuid, caused_by uuid, generation integer, seq integer, type text,
           date date, amount bigint, principal bigint, interest bigint, fees bigint, waived bigint,
           overpayment bigint, before jsonb, after jsonb, refusal_code text, refusal_message text,
           part smallint, penalties bigint);
  stands.next_transaction := stands.next_transaction + jsonb_array_length(b -> 'transactions');
  -- What a reversal takes back: contra rows of the splits that stand, in the order given.
  IF b -> 'undone' <> '[]' THEN
    INSERT INTO loan_transaction (stream_id, no, event_id, caused_by, generation, undoes, seq, type, date, amount,
                                  principal, interest, fees, waived, overpayment, part, penalties)
      SELECT of_stream, stands.next_transaction + (u.place - 1)::integer, t.event_id, r.caused_by, r.generation, t.no,
             t.seq, t.type, t.date, -t.amount, -t.principal, -t.interest, -t.fees, -t.waived, -t.overpayment,
             t.part, -t.penalties
      FROM jsonb_array_elements(require_keys_each(b -> 'undone', 'event_id', 'caused_by', 'generation')) WITH ORDINALITY AS u (value, place),
           jsonb_to_record(u.value) AS r (event_id uuid, caused_by uuid, generation integer, part smallint),
           LATERAL (
             SELECT * FROM loan_transaction o
             WHERE o.event_id = r.event_id AND o.part = coalesce(r.part, 0) AND o.undoes IS NULL
               AND o.caused_by <> r.caused_by
               -- Not what a reversal made of it that was undone itself.
               AND EXISTS (SELECT FROM loan_event c
                           WHERE c.id = o.caused_by AND c.generation = o.generation AND c.status <> 'FAILED')
             -- Not «o.no»: its index, read from the end, would pass all later rows of the loan for each.
             ORDER BY o.no + 0 DESC LIMIT 1) t;
    stands.next_transaction := stands.next_transaction + jsonb_array_length(b -> 'undone');
  END IF;
  PERFORM move_loan(of_stream, b -> 'position', (b ->> 'seq')::integer, stands.next_transaction);
  IF b ? 'charges' THEN
    INSERT INTO loan_charge (stream_id, business_id, event_id, index)
      SELECT of_stream, stands.business_id, r.event_id, r.index
      FROM jsonb_to_recordset(require_keys_each(b -> 'charges', 'event_id', 'index')) AS r (event_id uuid, index integer)
      ON CONFLICT (event_id, index) DO NOTHING;
  END IF;
  -- Of a loan of our own LMS.
  IF b ? 'due' THEN
    PERFORM set_loan_due(of_stream, b -> 'due');
  END IF;
  IF b -> 'park' <> 'null' THEN
    PERFORM require_keys(b -> 'park', 'eventId', 'code', 'message');
    UPDATE loan_stream SET parked = true WHERE id = of_stream;
    UPDATE loan_event
      SET status = 'PARKED', failure_code = b -> 'park' ->> 'code', failure_message = b -> 'park' ->> 'message'
      WHERE id = (b -> 'park' ->> 'eventId')::uuid;
  END IF;
  RETURN 'RECORDED';
END $$;
