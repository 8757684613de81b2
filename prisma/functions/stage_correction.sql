-- Stages a reversal and what replaces the event that it undoes: both or neither. The request is the
-- replacement's, its `reversal` has what differs for the reversal. The answer is the replacement's.
CREATE OR REPLACE FUNCTION stage_correction(r jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  undone jsonb;
  replaced jsonb;
BEGIN
  PERFORM require_keys(r -> 'reversal', 'payload', 'effectiveDate', 'fingerprint');
  PERFORM FROM loan_stream
    WHERE business_id = (r ->> 'businessId')::uuid AND external_id = r ->> 'loanId' FOR NO KEY UPDATE;
  replaced := coalesce(key_answer(r), correction_repeated(r));
  IF replaced IS NOT NULL THEN
    RETURN replaced;
  END IF;

  -- What is refused takes the other with it, whatever was staged of it by then.
  BEGIN
    undone := stage_event(r - 'reversal' || (r -> 'reversal')
                          || '{"kind": "REVERSAL", "idempotencyKey": null, "customerName": null}');
    IF undone ->> 'status' = 'REFUSED' THEN
      RETURN undone;
    END IF;
    replaced := stage_event(r - 'reversal' || jsonb_build_object('stagedWith', undone -> 'eventId'));
    IF replaced ->> 'status' = 'REFUSED' THEN
      RAISE EXCEPTION '%', replaced USING ERRCODE = 'LS001';
    END IF;
  EXCEPTION WHEN SQLSTATE 'LS001' THEN
    RETURN SQLERRM::jsonb;
  END;
  RETURN replaced || jsonb_build_object('tell', undone -> 'tell');
END $$;

-- Without a key the same event replaced by an equal one again is the same correction.
CREATE OR REPLACE FUNCTION correction_repeated(r jsonb) RETURNS jsonb
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  earlier loan_event;
BEGIN
  IF r ->> 'idempotencyKey' IS NOT NULL THEN
    RETURN NULL;
  END IF;
  SELECT e.* INTO earlier
    FROM loan_stream s
    JOIN loan_event e ON e.stream_id = s.id AND e.fingerprint = r ->> 'fingerprint' AND holds(e.status)
    JOIN loan_event x ON x.id = e.staged_with
    WHERE s.business_id = (r ->> 'businessId')::uuid AND s.external_id = r ->> 'loanId'
      AND x.payload ->> 'eventId' = r -> 'reversal' -> 'payload' ->> 'eventId'
    ORDER BY e.seq DESC LIMIT 1;
  RETURN CASE WHEN FOUND THEN staged_as(earlier) END;
END $$;
