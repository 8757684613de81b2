-- What staging answers.

CREATE OR REPLACE FUNCTION staged_as(e anyelement) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('status', 'DUPLICATE', 'eventId', e.id, 'sequence', e.seq,
                            'receivedAt', iso_instant(e.received_at), 'eventStatus', e.status)
    || CASE WHEN e.staged_with IS NULL THEN '{}' ELSE (
         SELECT jsonb_build_object('reversal', jsonb_build_object('eventId', x.id, 'sequence', x.seq, 'status', x.status))
         FROM loan_event x WHERE x.id = e.staged_with) END
$$;

CREATE OR REPLACE FUNCTION stage_refused(code text, message text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('status', 'REFUSED', 'code', code, 'message', message)
$$;
