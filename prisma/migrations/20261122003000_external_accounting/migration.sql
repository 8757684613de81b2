-- What an external Accounting has answered for good about an event, by the generation in which it was
-- sent. Written before the event ends here: an attempt that comes after never sends it again.
CREATE TABLE external_posting (
  event_id        uuid NOT NULL REFERENCES loan_event (id),
  generation      integer NOT NULL,
  stream_id       bigint NOT NULL REFERENCES loan_stream (id),
  business_id     uuid NOT NULL REFERENCES business (id),
  remote_event_id text,
  remote_status   text NOT NULL CHECK (remote_status IN ('POSTED', 'REFUSED')),
  refusal_code    text,
  refusal_message text,
  answered_at     timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (event_id, generation),
  CONSTRAINT external_posting_status_check CHECK (
    remote_status = 'POSTED' AND remote_event_id IS NOT NULL AND refusal_code IS NULL
    OR remote_status = 'REFUSED' AND refusal_code IS NOT NULL AND refusal_message IS NOT NULL)
);
CREATE INDEX external_posting_stream_id_idx ON external_posting (stream_id);

CREATE TRIGGER no_truncate AFTER TRUNCATE ON external_posting
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_delete AFTER DELETE ON external_posting
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_update AFTER UPDATE ON external_posting
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
