-- What was staged under a request's key before is the answer to it; null where nothing was.
CREATE OR REPLACE FUNCTION key_answer(r jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  earlier loan_event;
BEGIN
  IF r ->> 'idempotencyKey' IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM hold_key((r ->> 'businessId')::uuid, r ->> 'idempotencyKey');
  SELECT * INTO earlier FROM loan_event
    WHERE business_id = (r ->> 'businessId')::uuid AND idempotency_key = r ->> 'idempotencyKey';
  IF NOT FOUND THEN
    PERFORM FROM keyed_write
      WHERE business_id = (r ->> 'businessId')::uuid AND key = r ->> 'idempotencyKey';
    IF NOT FOUND THEN
      RETURN NULL;
    END IF;
  ELSIF earlier.kind = r ->> 'kind' AND earlier.fingerprint = r ->> 'fingerprint'
    AND r -> 'reversal' ->> 'fingerprint' IS NOT DISTINCT FROM (
      SELECT fingerprint FROM loan_event WHERE id = earlier.staged_with)
  THEN
    RETURN staged_as(earlier)
      || CASE WHEN r ->> 'home' = 'LMS' THEN (SELECT numbered_loan(s) FROM loan_stream s WHERE id = earlier.stream_id)
              ELSE '{}' END;
  END IF;
  RETURN stage_refused('IDEMPOTENCY_KEY_REUSED',
    'This Idempotency-Key was used before, for something else.');
END $$;
