-- What an operator decides about an event. Who and why is written in the same transaction.
-- REVERSE, CORRECT: a reversal, with what replaces the event or without, is staged like any other; its refusal is
-- the answer.
-- RETRY: it is taken again. SKIP: a compensation is owed that fails it, and what the LMS recorded
-- of it and behind it is undone. Events before it have their outcome by then. Answers {"status": "DONE"}, or why not.
CREATE OR REPLACE FUNCTION operate(b jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  event loan_event;
  staged jsonb;
  last integer;
  is_undo boolean := b ->> 'action' IN ('REVERSE', 'CORRECT');
BEGIN
  PERFORM require_keys(b, 'action', 'businessId', 'eventId', 'actor', 'reason');
  SELECT * INTO event FROM loan_event
    WHERE business_id = (b ->> 'businessId')::uuid
      AND id = CASE WHEN pg_input_is_valid(b ->> 'eventId', 'uuid') THEN (b ->> 'eventId')::uuid END;
  IF NOT FOUND THEN
    RETURN '{"status": "NOT_FOUND"}';
  END IF;
  SELECT last_seq INTO last FROM loan_stream WHERE id = event.stream_id FOR NO KEY UPDATE;
  -- Who has seen what it would come to saw it behind this event.
  IF last <> (b ->> 'behind')::integer THEN
    RETURN '{"status": "MOVED"}';
  END IF;
  SELECT * INTO event FROM loan_event WHERE id = event.id;
  IF NOT is_undo AND event.status <> 'PARKED' THEN
    RETURN jsonb_build_object('status', 'NOT_PARKED', 'eventStatus', event.status);
  END IF;

  IF EXISTS (SELECT FROM loan_event WHERE stream_id = event.stream_id AND seq < event.seq AND status = 'STAGED')
     AND NOT is_undo THEN
    RETURN '{"status": "EARLIER_OPEN"}';
  END IF;

  IF is_undo THEN
    staged := stage_event(require_keys(b, 'request') -> 'request');
    IF staged ->> 'status' = 'REFUSED' THEN
      RETURN staged;
    END IF;
  END IF;

  -- A decision that is sent again is one decision.
  IF staged IS NULL OR staged ->> 'status' = 'STAGED' THEN
    INSERT INTO operator_action (business_id, stream_id, event_id, action, actor, reason)
      VALUES (event.business_id, event.stream_id, event.id, b ->> 'action', b ->> 'actor', b ->> 'reason');
  END IF;
  IF NOT is_undo THEN
    UPDATE loan_event SET status = 'STAGED', failure_code = NULL, failure_message = NULL WHERE id = event.id;
    UPDATE loan_stream
      SET parked = false, busy = true, retell_attempts = 0, retell_at = now() + interval '30 seconds'
      WHERE id = event.stream_id;
  END IF;
  IF b ->> 'action' = 'SKIP' THEN
    INSERT INTO compensation (stream_id, event_id, generation, from_seq, to_seq, refusal_code, refusal_message)
      SELECT event.stream_id, event.id, event.generation, event.seq, last_seq, 'SKIPPED',
             'Skipped by ' || (b ->> 'actor') || ': ' || (b ->> 'reason')
      FROM loan_stream WHERE id = event.stream_id;
  END IF;
  RETURN jsonb_build_object('status', 'DONE', 'seq', event.seq, 'kind', event.kind, 'loanId', (
    SELECT external_id FROM loan_stream WHERE id = event.stream_id), 'staged', staged);
END $$;
