-- Judges a reversal by the stream alone; null where it may be staged.
CREATE OR REPLACE FUNCTION reversal_refused(of_stream bigint, r jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  its_id text := r -> 'payload' ->> 'eventId';
  target loan_event;
BEGIN
  -- By its id alone: with the stream beside it a plan may walk the whole stream.
  SELECT * INTO target FROM loan_event
    WHERE id = CASE WHEN pg_input_is_valid(its_id, 'uuid') THEN its_id::uuid END;
  IF NOT FOUND OR target.stream_id <> of_stream THEN
    RETURN stage_refused('EVENT_NOT_FOUND', 'This loan has no such event.');
  ELSIF target.kind = 'REVERSAL' THEN
    RETURN stage_refused('EVENT_NOT_REVERSIBLE', 'A reversal is not reversed: send the event again.');
  ELSIF undone_otherwise(target.kind) IS NOT NULL
    AND (SELECT home FROM loan_stream WHERE id = of_stream) = 'LMS'
  THEN
    RETURN stage_refused('EVENT_NOT_REVERSIBLE', undone_otherwise(target.kind));
  ELSIF target.status = 'REVERSED' THEN
    RETURN stage_refused('ALREADY_REVERSED', 'The event was reversed before, by event ' || target.reversed_by || '.');
  ELSIF target.status = 'FAILED' THEN
    RETURN stage_refused('EVENT_NOT_POSTED', 'The event was never posted: there is nothing to reverse.');
  ELSIF (r -> 'payload' ->> 'reversalDate')::date < least(target.effective_date, (target.payload ->> 'today')::date) THEN
    RETURN stage_refused('VALIDATION_FAILED', 'The reversalDate is before the event''s own date.')
      || '{"fields": [{"field": "reversalDate", "message": "Must not be before the event''s own date."}]}';
  END IF;
  RETURN NULL;
END $$;

-- How what no reversal undoes is undone on a loan of our own LMS; null where one does.
CREATE OR REPLACE FUNCTION undone_otherwise(kind text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE kind
    WHEN 'SUBMIT' THEN 'An application is not reversed: reject or withdraw it.'
    WHEN 'APPROVE' THEN 'An approval is not reversed: undo it by undo-approval.'
    WHEN 'REJECT' THEN 'A rejection is final: submit the application again.'
    WHEN 'WITHDRAW' THEN 'A withdrawal is final: submit the application again.'
    WHEN 'DISBURSE' THEN 'A disbursal is not reversed: undo it by undo-disbursal.'
    WHEN 'WRITE_OFF' THEN 'A write-off is not reversed: undo it by undo-write-off.'
    WHEN 'ADD_CHARGE' THEN 'A charge is not reversed: waive it.'
    WHEN 'PENALTY' THEN 'A penalty is not reversed: waive it.'
    WHEN 'ACCRUAL' THEN 'An accrual is not reversed: it follows from the loan''s other events.'
    WHEN 'UNDO_APPROVAL' THEN 'An undo is not reversed: send the command again.'
    WHEN 'UNDO_DISBURSAL' THEN 'An undo is not reversed: send the command again.'
    WHEN 'UNDO_WRITE_OFF' THEN 'An undo is not reversed: send the command again.' END
$$;
