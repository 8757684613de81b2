-- Stages one request, or a correction: lock, key, home, its door's own rules, insert. A loan's stream row is
-- locked first, and only then is judged what the stream says. VOLATILE under READ COMMITTED, so every statement
-- after the lock sees what was committed before it was granted; a single statement would judge by a snapshot from
-- before the wait. Raises unique_violation where another transaction was faster. The event's words, which may name a
-- person, are kept apart from its payload.
CREATE OR REPLACE FUNCTION stage_event(r jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  in_business uuid := (r ->> 'businessId')::uuid;
  its_base text := claimed_by(r ->> 'kind', r -> 'payload');
  stream loan_stream;
  staged loan_event;
  is_command boolean;
  answer jsonb;
  warnings jsonb := '[]';
BEGIN
  PERFORM require_keys(r, 'businessId', 'loanId', 'home', 'kind', 'payload', 'effectiveDate', 'fingerprint',
                       'idempotencyKey', 'sentBy', 'customerName');
  IF r ? 'reversal' THEN
    RETURN stage_correction(r);
  END IF;
  SELECT * INTO stream FROM loan_stream
    WHERE business_id = in_business AND external_id = r ->> 'loanId' FOR NO KEY UPDATE;

  answer := key_answer(r);
  IF answer IS NOT NULL THEN
    RETURN answer;
  END IF;
  is_command := r ->> 'home' = 'LMS';
  IF is_command THEN
    answer := command_refused(stream, r);
  ELSIF stream.home <> 'PUSH' THEN
    answer := stage_refused('LOAN_OWNED_ELSEWHERE', 'This loan is written by another door than this one.');
  ELSE
    answer := push_answer(stream, r);
  END IF;
  IF answer IS NOT NULL THEN
    RETURN answer;
  END IF;
  IF is_command THEN
    r := r || jsonb_build_object('payload', command_payload(stream.id, r));
  ELSE
    warnings := push_warnings(stream.id, r);
  END IF;

  IF stream.id IS NULL THEN
    INSERT INTO loan_stream (business_id, external_id, home, mirrored)
      VALUES (in_business, r ->> 'loanId', r ->> 'home', is_told(r)) RETURNING * INTO stream;
  END IF;
  INSERT INTO loan_event (stream_id, business_id, seq, kind, payload, details, fingerprint, idempotency_key, claim,
                          relies_on, staged_with, effective_date, sent_by)
    VALUES (stream.id, in_business, stream.last_seq + 1, r ->> 'kind',
            (r -> 'payload') - '{feeName,reason}'::text[],
            nullif(jsonb_strip_nulls(jsonb_build_object('feeName', r -> 'payload' -> 'feeName',
                                                        'reason', r -> 'payload' -> 'reason')
                                     || coalesce(nullif(r -> 'details', 'null'), '{}')), '{}'),
            r ->> 'fingerprint', r ->> 'idempotencyKey',
            CASE WHEN its_base IS NOT NULL THEN claim_of(stream.id, its_base) END,
            CASE WHEN NOT is_command THEN relies_on(stream.id, r) END, (r ->> 'stagedWith')::uuid,
            (r ->> 'effectiveDate')::date, r ->> 'sentBy')
    RETURNING * INTO staged;
  UPDATE loan_stream
    SET last_seq = staged.seq,
        busy = true,
        retell_at = CASE WHEN stream.busy THEN stream.retell_at ELSE now() + interval '30 seconds' END
    WHERE id = stream.id;

  RETURN staged_as(staged) - 'eventStatus'
    || jsonb_build_object('status', 'STAGED', 'tell', NOT stream.busy, 'warnings', warnings)
    || CASE WHEN is_command THEN numbered_loan(stream) ELSE '{}' END;
END $$;
