-- A reversal of one of the loan's events has not had its turn yet.
CREATE OR REPLACE FUNCTION undo_waits(of_stream bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM loan_event
                 WHERE stream_id = of_stream AND kind = 'REVERSAL' AND status IN ('STAGED', 'PARKED'))
$$;

-- The events without whose end a request would be a repeat, or claim what is claimed: a reversal of each of them
-- waits. Null where there is none. A replacement is no repeat, whatever it is equal to.
CREATE OR REPLACE FUNCTION relies_on(of_stream bigint, r jsonb) RETURNS uuid[] LANGUAGE plpgsql AS $$
BEGIN
  IF r ->> 'kind' = 'REVERSAL' OR NOT undo_waits(of_stream) THEN
    RETURN NULL;
  END IF;
  RETURN (
    SELECT array_agg(e.id ORDER BY e.seq) FROM loan_event e
    WHERE e.stream_id = of_stream AND holds(e.status) AND NOT is_live(e)
      AND (e.fingerprint = r ->> 'fingerprint' AND r ->> 'idempotencyKey' IS NULL AND r ->> 'stagedWith' IS NULL
           OR claim_base(e.claim) = claimed_by(r ->> 'kind', r -> 'payload')));
END $$;
