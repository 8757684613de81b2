-- Which events of a loan hold, as far as its stream knows.

-- Neither failed nor reversed.
CREATE OR REPLACE FUNCTION holds(status text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT status IN ('STAGED', 'POSTED', 'PARKED')
$$;

-- Only the reversal of a disbursement can take what is behind it along: `cascade` on any other
-- reversal means nothing.
CREATE OR REPLACE FUNCTION is_cascade(r anyelement, target anyelement) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT target.kind = 'DISBURSEMENT' AND (r.payload ->> 'cascade')::boolean
$$;

-- An event is live while it holds and no reversal waits behind it: what is sent after that reversal is
-- judged as if it had gone through.
CREATE OR REPLACE FUNCTION is_live(e anyelement) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT holds(e.status) AND NOT EXISTS (
    SELECT FROM loan_event r JOIN loan_event target ON target.id = (r.payload ->> 'eventId')::uuid
    WHERE r.stream_id = e.stream_id AND r.kind = 'REVERSAL' AND r.status IN ('STAGED', 'PARKED') AND r.seq > e.seq
      AND (target.id = e.id OR is_cascade(r, target)))
$$;
