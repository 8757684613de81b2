-- relies_on: the events that this one takes for reversed, since a reversal of them waited ahead when it was
-- staged. Where one of them still stands at its turn it fails.
-- staged_with: the reversal that it was staged with, as what replaces the event that is reversed.
ALTER TABLE loan_event ADD COLUMN relies_on uuid[], ADD COLUMN staged_with uuid;
-- Not validated here: that reads the table, and must not do so under this lock.
ALTER TABLE loan_event ADD CONSTRAINT loan_event_staged_with_fkey
  FOREIGN KEY (staged_with) REFERENCES loan_event (id) NOT VALID;

-- What waits already: until now only a claim behind a reversal told of it.
UPDATE loan_event e
  SET relies_on = nullif(ARRAY(
    SELECT o.id FROM loan_event o
    WHERE o.stream_id = e.stream_id AND o.seq < e.seq AND o.status IN ('STAGED', 'POSTED', 'PARKED')
      AND (split_part(o.claim, '@', 1) = split_part(e.claim, '@', 1)
           OR e.idempotency_key IS NULL AND o.fingerprint = e.fingerprint)
    ORDER BY o.seq), '{}')
  WHERE e.status IN ('STAGED', 'PARKED') AND e.kind <> 'REVERSAL';

CREATE TRIGGER event_links_fixed AFTER UPDATE ON loan_event FOR EACH ROW
  WHEN ((OLD.relies_on, OLD.staged_with) IS DISTINCT FROM (NEW.relies_on, NEW.staged_with))
  EXECUTE FUNCTION refuse_change();
