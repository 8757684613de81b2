-- Stages what falls due by the clock on a loan of our own LMS, in the order given, within the pass that found it
-- missing. What another pass has staged meanwhile holds its claim and is left out. Answers how many were staged.
CREATE OR REPLACE FUNCTION stage_due(b jsonb) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  of_stream bigint := (b ->> 'streamId')::bigint;
  in_business uuid;
  accounts jsonb;
  added integer;
BEGIN
  PERFORM require_keys(b, 'streamId', 'events');
  in_business := lock_stream(of_stream);
  accounts := jsonb_build_object('accounts', accounts_of(of_stream));
  WITH due AS (
    SELECT row_number() OVER (ORDER BY ordinality) AS nth, value AS r, its_claim
    FROM jsonb_array_elements(require_keys_each(b -> 'events', 'kind', 'payload', 'effectiveDate', 'fingerprint'))
           WITH ORDINALITY,
         LATERAL (SELECT claimed_by(value ->> 'kind', value -> 'payload') AS its_claim) c
    WHERE NOT EXISTS (SELECT FROM loan_event
                      WHERE stream_id = of_stream AND claim = its_claim AND holds(status))
  ), staged AS (
    INSERT INTO loan_event (stream_id, business_id, seq, kind, payload, fingerprint, claim, effective_date, sent_by)
      SELECT of_stream, in_business, s.last_seq + nth, r ->> 'kind', r -> 'payload' || accounts, r ->> 'fingerprint',
             its_claim, (r ->> 'effectiveDate')::date, 'clock'
      FROM due, loan_stream s WHERE s.id = of_stream
      RETURNING 1
  )
  SELECT count(*) INTO added FROM staged;
  IF added > 0 THEN
    -- Whatever becomes of this pass, what it staged is taken.
    UPDATE loan_stream
      SET last_seq = last_seq + added, busy = true, retell_at = coalesce(retell_at, now() + interval '30 seconds')
      WHERE id = of_stream;
  END IF;
  RETURN added;
END $$;
