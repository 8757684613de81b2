-- What a loan of our own LMS has beside a pushed one: derived from its live events, and replaced by each pass.
ALTER TABLE loan
  ADD COLUMN product_no integer,
  ADD COLUMN product_version integer,
  ADD COLUMN approved_principal bigint,
  ADD COLUMN fees_outstanding bigint NOT NULL DEFAULT 0,
  ADD COLUMN penalties_outstanding bigint NOT NULL DEFAULT 0,
  ADD COLUMN submitted_on date,
  ADD COLUMN approved_on date,
  ADD COLUMN rejected_on date,
  ADD COLUMN withdrawn_on date,
  ADD COLUMN closed_on date,
  ADD COLUMN overpaid_on date,
  ADD COLUMN written_off_on date,
  ADD COLUMN matures_on date;
-- Not validated here: that reads the table, and must not do so under this lock.
ALTER TABLE loan
  ADD CONSTRAINT loan_status_check CHECK (status IN (
    'Submitted', 'Approved', 'Active', 'Closed (obligations met)', 'Overpaid', 'Rejected', 'Withdrawn',
    'Closed (written off)')) NOT VALID,
  ADD CONSTRAINT loan_approved_principal_check CHECK (approved_principal >= 0) NOT VALID,
  ADD CONSTRAINT loan_fees_outstanding_check CHECK (fees_outstanding >= 0) NOT VALID,
  ADD CONSTRAINT loan_penalties_outstanding_check CHECK (penalties_outstanding >= 0) NOT VALID;

-- id: the number by which others know a transaction. part: which of its event's transactions it is.
-- The table is written anew for the numbers: a second or two for each million rows.
ALTER TABLE loan_transaction
  ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY,
  ADD COLUMN part smallint NOT NULL DEFAULT 0,
  ADD COLUMN penalties bigint NOT NULL DEFAULT 0,
  ADD CONSTRAINT loan_transaction_id_key UNIQUE (id);

-- The number of a charge. All else about it is derived from the event that brought it.
CREATE TABLE loan_charge (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream_id   bigint NOT NULL REFERENCES loan_stream (id),
  business_id uuid NOT NULL REFERENCES business (id),
  event_id    uuid NOT NULL REFERENCES loan_event (id),
  index       integer NOT NULL,
  UNIQUE (event_id, index)
);
CREATE INDEX loan_charge_stream_id_idx ON loan_charge (stream_id);
CREATE TRIGGER no_truncate AFTER TRUNCATE ON loan_charge FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_delete AFTER DELETE ON loan_charge FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_update AFTER UPDATE ON loan_charge FOR EACH ROW EXECUTE FUNCTION refuse_change();
