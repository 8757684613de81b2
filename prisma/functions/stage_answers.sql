-- What staging answers.

CREATE OR REPLACE FUNCTION staged_as(e anyelement) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('status', 'DUPLICATE', 'eventId', e.id, 'sequence', e.seq,
                            'receivedAt', iso_instant(e.received_at), 'eventStatus', e.status)
$$;

CREATE OR REPLACE FUNCTION stage_refused(code text, message text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('status', 'REFUSED', 'code', code, 'message', message)
$$;
