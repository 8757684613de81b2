-- How the installments of loans of our own LMS have moved: DUE above zero, the rest below, what is taken back with
-- the opposite sign. So a sum over the rows that are booked by a day is what was open then.
CREATE TABLE installment_line (
  stream_id   bigint NOT NULL REFERENCES loan_stream (id),
  no          integer NOT NULL,
  business_id uuid NOT NULL REFERENCES business (id),
  item        integer NOT NULL,
  due_on      date NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('DUE', 'PAID', 'WAIVED', 'WRITTEN_OFF')),
  principal   bigint NOT NULL,
  interest    bigint NOT NULL,
  fees        bigint NOT NULL,
  penalties   bigint NOT NULL,
  event_id    uuid NOT NULL REFERENCES loan_event (id),
  caused_by   uuid NOT NULL REFERENCES loan_event (id),
  booked_on   date NOT NULL,
  recorded_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (stream_id, no)
);
CREATE INDEX installment_line_business_id_booked_on_idx ON installment_line (business_id, booked_on);
CREATE TRIGGER no_truncate AFTER TRUNCATE ON installment_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_delete AFTER DELETE ON installment_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_update AFTER UPDATE ON installment_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
