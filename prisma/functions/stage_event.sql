-- A loan's stream row is locked first, and only then is judged what the stream says. VOLATILE under
-- READ COMMITTED, so every statement after the lock sees what was committed before it was granted; a
-- single statement would judge by a snapshot from before the wait.

-- Judges and stages one request. Raises unique_violation where another transaction was faster.
CREATE OR REPLACE FUNCTION stage_event(r jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
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
