-- What only one live event of a loan may claim. Behind a reversal the claim is a new one, so that a
-- correction can wait there while the event it corrects still holds its own.
CREATE OR REPLACE FUNCTION claim_of(of_stream bigint, base text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT base || coalesce('@' || max(r.seq), '')
  FROM loan_event r JOIN loan_event target ON target.id = (r.payload ->> 'eventId')::uuid
  WHERE r.stream_id = of_stream AND r.kind = 'REVERSAL' AND r.status <> 'FAILED'
    AND (split_part(target.claim, '@', 1) = base OR is_cascade(r, target))
$$;
