-- An event is live while it is staged, posted or parked and no reversal waits behind it: what is
-- sent after that reversal is judged as if it had gone through.
CREATE OR REPLACE FUNCTION is_live(e loan_event) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT e.status IN ('STAGED', 'POSTED', 'PARKED') AND NOT EXISTS (
    SELECT FROM loan_event r JOIN loan_event target ON target.id = (r.payload ->> 'eventId')::uuid
    WHERE r.stream_id = e.stream_id AND r.kind = 'REVERSAL' AND r.status IN ('STAGED', 'PARKED') AND r.seq > e.seq
      AND (target.id = e.id OR is_cascade(r, target)))
$$;
