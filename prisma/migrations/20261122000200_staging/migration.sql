-- Staging: a loan's stream row is locked first, and only then is judged what the stream says.
-- VOLATILE under READ COMMITTED, so every statement after the lock sees what was committed
-- before it was granted; a single statement would judge by a snapshot from before the wait.

CREATE FUNCTION staged_as(e loan_event) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('status', 'DUPLICATE', 'eventId', e.id, 'sequence', e.seq,
                            'receivedAt', to_char(e.received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                            'eventStatus', e.status)
$$;

CREATE FUNCTION stage_refused(code text, message text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('status', 'REFUSED', 'code', code, 'message', message)
$$;

-- Only the reversal of a disbursement can take what is behind it along: `cascade` on any other
-- reversal means nothing.
CREATE FUNCTION is_cascade(r loan_event, target loan_event) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT target.kind = 'DISBURSEMENT' AND (r.payload ->> 'cascade')::boolean
$$;

-- An event is live while it is staged, posted or parked and no reversal waits behind it: what is
-- sent after that reversal is judged as if it had gone through.
CREATE FUNCTION is_live(e loan_event) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT e.status IN ('STAGED', 'POSTED', 'PARKED') AND NOT EXISTS (
    SELECT FROM loan_event r JOIN loan_event target ON target.id = (r.payload ->> 'eventId')::uuid
    WHERE r.stream_id = e.stream_id AND r.kind = 'REVERSAL' AND r.status IN ('STAGED', 'PARKED') AND r.seq > e.seq
      AND (target.id = e.id OR is_cascade(r, target)))
$$;

-- What only one live event of a loan may claim. Behind a reversal the claim is a new one, so that a
-- correction can wait there while the event it corrects still holds its own.
CREATE FUNCTION claim_of(of_stream bigint, base text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT base || coalesce('@' || max(r.seq), '')
  FROM loan_event r JOIN loan_event target ON target.id = (r.payload ->> 'eventId')::uuid
  WHERE r.stream_id = of_stream AND r.kind = 'REVERSAL' AND r.status <> 'FAILED'
    AND (split_part(target.claim, '@', 1) = base OR is_cascade(r, target))
$$;

-- Judges a reversal by the stream alone; null where it may be staged.
CREATE FUNCTION reversal_refused(of_stream bigint, r jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  target loan_event;
BEGIN
  SELECT * INTO target FROM loan_event
    WHERE stream_id = of_stream AND id::text = lower(r -> 'payload' ->> 'eventId');
  IF NOT FOUND THEN
    RETURN stage_refused('EVENT_NOT_FOUND', 'This loan has no such event.');
  ELSIF target.kind = 'REVERSAL' THEN
    RETURN stage_refused('EVENT_NOT_REVERSIBLE', 'A reversal is not reversed: send the event again.');
  ELSIF target.status = 'REVERSED' THEN
    RETURN stage_refused('ALREADY_REVERSED', 'The event was reversed before, by event ' || target.reversed_by || '.');
  ELSIF target.status = 'FAILED' THEN
    RETURN stage_refused('EVENT_NOT_POSTED', 'The event was never posted: there is nothing to reverse.');
  ELSIF (r -> 'payload' ->> 'reversalDate')::date < least(target.effective_date, (target.payload ->> 'today')::date) THEN
    RETURN stage_refused('VALIDATION_FAILED', 'The reversalDate is before the event''s own date.')
      || '{"fields": [{"field": "reversalDate", "message": "Must not be before the event''s own date."}]}';
  END IF;
  RETURN NULL;
END $$;

-- Judges and stages one request. Raises unique_violation where another transaction was faster.
CREATE FUNCTION stage_event(r jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  in_business uuid := (r ->> 'businessId')::uuid;
  of_loan text := r ->> 'loanId';
  its_kind text := r ->> 'kind';
  its_key text := r ->> 'idempotencyKey';
  its_base text := CASE its_kind
    WHEN 'DISBURSEMENT' THEN 'DISBURSEMENT'
    WHEN 'REVENUE_REPORT' THEN 'REVENUE ' || (r -> 'payload' ->> 'month') END;
  stream loan_stream;
  earlier loan_event;
  disbursement loan_event;
  staged loan_event;
  refused jsonb;
  warnings jsonb := '[]';
  undo_waits boolean;
  is_disbursed boolean;
BEGIN
  SELECT * INTO stream FROM loan_stream
    WHERE business_id = in_business AND external_id = of_loan FOR NO KEY UPDATE;
  -- Hardly ever; and only then is it worth asking which events are still live.
  undo_waits := EXISTS (
    SELECT FROM loan_event WHERE stream_id = stream.id AND kind = 'REVERSAL' AND status IN ('STAGED', 'PARKED'));

  IF its_key IS NOT NULL THEN
    SELECT * INTO earlier FROM loan_event WHERE business_id = in_business AND idempotency_key = its_key;
    IF FOUND THEN
      IF earlier.kind = its_kind AND earlier.fingerprint = r ->> 'fingerprint' THEN
        RETURN staged_as(earlier);
      END IF;
      RETURN stage_refused('IDEMPOTENCY_KEY_REUSED',
        'This Idempotency-Key was used before, for an event with other content.');
    END IF;
  END IF;

  IF stream.id IS NULL THEN
    IF its_kind = 'REVERSAL' THEN
      RETURN stage_refused('EVENT_NOT_FOUND', 'This loan has no such event.');
    ELSIF its_kind <> 'DISBURSEMENT' THEN
      RETURN stage_refused('ORDER_VIOLATION', 'No disbursement was sent for this loan: it comes first.');
    END IF;
    INSERT INTO loan_stream (business_id, external_id, home)
      VALUES (in_business, of_loan, r ->> 'home') RETURNING * INTO stream;
  END IF;

  IF stream.home <> r ->> 'home' THEN
    RETURN stage_refused('LOAN_OWNED_ELSEWHERE', 'This loan is written by another door than this one.');
  END IF;

  IF its_key IS NULL AND its_kind <> 'REVERSAL' THEN
    SELECT * INTO earlier FROM loan_event e
      WHERE stream_id = stream.id AND fingerprint = r ->> 'fingerprint' AND status IN ('STAGED', 'POSTED', 'PARKED')
        AND (NOT undo_waits OR is_live(e))
      ORDER BY seq DESC LIMIT 1;
    IF FOUND THEN
      RETURN staged_as(earlier);
    END IF;
    PERFORM FROM loan_event
      WHERE stream_id = stream.id AND fingerprint = r ->> 'fingerprint' AND status = 'REVERSED';
    IF FOUND THEN
      warnings := '["EQUAL_TO_REVERSED"]';
    END IF;
  END IF;

  SELECT * INTO disbursement FROM loan_event e
    WHERE stream_id = stream.id AND claim IS NOT NULL AND kind = 'DISBURSEMENT'
      AND status IN ('STAGED', 'POSTED', 'PARKED')
    ORDER BY NOT undo_waits OR is_live(e) DESC, seq DESC LIMIT 1;
  is_disbursed := disbursement.id IS NOT NULL AND (NOT undo_waits OR is_live(disbursement));
  IF its_kind = 'REVERSAL' THEN
    refused := reversal_refused(stream.id, r);
    IF refused IS NOT NULL THEN
      RETURN refused;
    END IF;
  ELSIF its_kind = 'DISBURSEMENT' THEN
    IF is_disbursed THEN
      RETURN stage_refused('ALREADY_DISBURSED',
        'This loan was disbursed before, by event ' || disbursement.id || '.');
    END IF;
  ELSIF disbursement.id IS NULL THEN
    RETURN stage_refused('ORDER_VIOLATION', 'This loan has no live disbursement: it comes first.');
  ELSIF is_disbursed AND disbursement.payload ->> 'customerId' <> r -> 'payload' ->> 'customerId' THEN
    RETURN stage_refused('CUSTOMER_MISMATCH', 'The loan was disbursed to another customerId.');
  ELSIF its_kind = 'REVENUE_REPORT' THEN
    SELECT * INTO earlier FROM loan_event e
      WHERE stream_id = stream.id AND split_part(claim, '@', 1) = its_base
        AND status IN ('STAGED', 'POSTED', 'PARKED')
        AND (NOT undo_waits OR is_live(e));
    IF FOUND THEN
      RETURN stage_refused('DUPLICATE_REVENUE_MONTH',
        'Revenue for ' || (r -> 'payload' ->> 'month') || ' was reported before, by event ' || earlier.id || '.');
    END IF;
  END IF;

  INSERT INTO loan_event (stream_id, business_id, seq, kind, payload, fingerprint, idempotency_key, claim,
                          effective_date, sent_by)
    VALUES (stream.id, in_business, stream.last_seq + 1, its_kind, r -> 'payload', r ->> 'fingerprint', its_key,
            CASE WHEN its_base IS NOT NULL THEN claim_of(stream.id, its_base) END,
            (r ->> 'effectiveDate')::date, r ->> 'sentBy')
    RETURNING * INTO staged;
  UPDATE loan_stream
    SET last_seq = staged.seq,
        busy = true,
        retell_at = CASE WHEN stream.busy THEN stream.retell_at ELSE now() + interval '30 seconds' END
    WHERE id = stream.id;

  RETURN staged_as(staged) - 'eventStatus'
    || jsonb_build_object('status', 'STAGED', 'tell', NOT stream.busy, 'warnings', warnings);
END $$;

-- A group in the order of its loans, with each request's place in the group.
CREATE FUNCTION in_order_of_loans(requests jsonb) RETURNS TABLE (request jsonb, place integer) LANGUAGE sql AS $$
  SELECT value, ordinality::integer FROM jsonb_array_elements(requests) WITH ORDINALITY
  ORDER BY value ->> 'businessId', value ->> 'loanId', ordinality
$$;

-- One by one: a row that cannot be staged at all answers ERROR and does not sink its group.
CREATE FUNCTION stage_singly(requests jsonb) RETURNS jsonb[] LANGUAGE plpgsql AS $$
DECLARE
  outcomes jsonb[] := array_fill(NULL::jsonb, ARRAY[jsonb_array_length(requests)]);
  one record;
BEGIN
  FOR one IN SELECT * FROM in_order_of_loans(requests) LOOP
    FOR attempt IN 1..3 LOOP
      BEGIN
        outcomes[one.place] := stage_event(one.request);
        EXIT;
      EXCEPTION
        WHEN unique_violation THEN
          -- Another transaction took the key or made the stream: judge again, now seeing it.
          outcomes[one.place] := jsonb_build_object('status', 'ERROR', 'message', SQLERRM);
        WHEN data_exception OR integrity_constraint_violation THEN
          outcomes[one.place] := jsonb_build_object('status', 'ERROR', 'message', SQLERRM);
          EXIT;
      END;
    END LOOP;
  END LOOP;
  RETURN outcomes;
END $$;

-- Stages a group; the outcomes come back in the order of the requests. It goes in one subtransaction, and only
-- where that fails row by row: each is a transaction id of its own, and the row of a stream that many of them
-- lock and update in turn gathers them all.
CREATE FUNCTION stage_events(requests jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  outcomes jsonb[] := array_fill(NULL::jsonb, ARRAY[jsonb_array_length(requests)]);
  one record;
BEGIN
  BEGIN
    FOR one IN SELECT * FROM in_order_of_loans(requests) LOOP
      outcomes[one.place] := stage_event(one.request);
    END LOOP;
  EXCEPTION
    WHEN data_exception OR integrity_constraint_violation THEN
      outcomes := stage_singly(requests);
  END;

  -- Last and in order of id, so that two groups never wait for each other's customers.
  INSERT INTO customer (business_id, customer_id, name, home)
    SELECT DISTINCT ON (business_id, customer_id) business_id, customer_id, name, home
    FROM (
      SELECT (value ->> 'businessId')::uuid AS business_id, value -> 'payload' ->> 'customerId' AS customer_id,
             value ->> 'customerName' AS name, value ->> 'home' AS home, ordinality
      FROM jsonb_array_elements(requests) WITH ORDINALITY
      WHERE value ->> 'kind' = 'DISBURSEMENT' AND outcomes[ordinality::integer] ->> 'status' = 'STAGED'
    ) disbursed
    ORDER BY business_id, customer_id, ordinality
    ON CONFLICT DO NOTHING;
  RETURN to_jsonb(outcomes);
END $$;
