-- Stages what falls due by the clock on a loan of our own LMS, in the order given, within the pass that found it
-- missing. What another pass has staged meanwhile holds its claim and is left out. Answers what was staged, in order.
DROP FUNCTION IF EXISTS stage_due(jsonb);

CREATE FUNCTION stage_due(b jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  of_stream bigint := (b ->> 'streamId')::bigint;
  in_business uuid;
  accounts jsonb;
  added jsonb;
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
      RETURNING seq, event_json(loan_event) AS event, generation, received_at
  )
  SELECT coalesce(jsonb_agg(jsonb_build_object('event', event, 'generation', generation, 'receivedAt', received_at)
                            ORDER BY seq), '[]') INTO added FROM staged;
  IF added <> '[]' THEN
    -- Whatever becomes of this pass, what it staged is taken.
    UPDATE loan_stream
      SET last_seq = last_seq + jsonb_array_length(added), busy = true, retell_at = coalesce(retell_at, now() + interval '30 seconds')
      WHERE id = of_stream;
  END IF;
  RETURN added;
END $$;
