-- Credit of one loan (stream_id) that pays another one of the customer: a saga over two streams.
-- look_at: when somebody looks at it again; null while both sides stand, or neither.
CREATE TABLE credit_transfer (
  id           uuid PRIMARY KEY,
  stream_id    bigint NOT NULL REFERENCES loan_stream (id),
  to_stream_id bigint NOT NULL REFERENCES loan_stream (id),
  business_id  uuid NOT NULL REFERENCES business (id),
  look_at      timestamptz(3),
  attempts     integer NOT NULL DEFAULT 0,
  created_at   timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX credit_transfer_look_at_idx ON credit_transfer (look_at) WHERE look_at IS NOT NULL;
CREATE INDEX credit_transfer_stream_id_idx ON credit_transfer (stream_id);
CREATE INDEX credit_transfer_to_stream_id_idx ON credit_transfer (to_stream_id);

-- What was done of it, in order, by the event that was staged for it.
CREATE TABLE credit_transfer_step (
  transfer_id uuid NOT NULL REFERENCES credit_transfer (id),
  no          integer NOT NULL,
  stream_id   bigint NOT NULL REFERENCES loan_stream (id),
  business_id uuid NOT NULL REFERENCES business (id),
  side        text NOT NULL CHECK (side IN ('OUT', 'IN')),
  action      text NOT NULL CHECK (action IN ('SEND', 'TAKE_BACK')),
  event_id    uuid NOT NULL REFERENCES loan_event (id),
  PRIMARY KEY (transfer_id, no)
);
CREATE INDEX credit_transfer_step_event_id_idx ON credit_transfer_step (event_id);
CREATE INDEX credit_transfer_step_stream_id_idx ON credit_transfer_step (stream_id);

DO $$
DECLARE
  guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['credit_transfer', 'credit_transfer_step'] LOOP
    EXECUTE format('CREATE TRIGGER no_truncate AFTER TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
    EXECUTE format('CREATE TRIGGER no_delete AFTER DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION refuse_change()', guarded);
  END LOOP;
END $$;
CREATE TRIGGER no_update AFTER UPDATE ON credit_transfer_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transfer_content_fixed AFTER UPDATE ON credit_transfer FOR EACH ROW
  WHEN ((OLD.id, OLD.stream_id, OLD.to_stream_id, OLD.business_id, OLD.created_at)
        IS DISTINCT FROM (NEW.id, NEW.stream_id, NEW.to_stream_id, NEW.business_id, NEW.created_at))
  EXECUTE FUNCTION refuse_change();
