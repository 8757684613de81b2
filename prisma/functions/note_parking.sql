-- An event's own columns lose when and why it was parked once it is taken again.
CREATE OR REPLACE FUNCTION note_parking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO event_parking (business_id, stream_id, event_id, generation, code, message)
    VALUES (NEW.business_id, NEW.stream_id, NEW.id, NEW.generation, coalesce(NEW.failure_code, 'UNHANDLED'),
            coalesce(NEW.failure_message, 'No reason was kept.'));
  RETURN NULL;
END $$;
