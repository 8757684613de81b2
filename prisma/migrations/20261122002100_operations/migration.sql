-- When and why an event was parked: its own columns lose both when it is taken again.
CREATE TABLE event_parking (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  business_id uuid NOT NULL REFERENCES business (id),
  stream_id   bigint NOT NULL REFERENCES loan_stream (id),
  event_id    uuid NOT NULL REFERENCES loan_event (id),
  generation  integer NOT NULL,
  code        text NOT NULL,
  message     text NOT NULL,
  parked_at   timestamptz(3) NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX event_parking_event_id_idx ON event_parking (event_id);
-- The operators' list, without a look at any event that is not parked.
CREATE INDEX loan_event_parked_idx ON loan_event (business_id, stream_id) WHERE status = 'PARKED';

CREATE FUNCTION note_parking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO event_parking (business_id, stream_id, event_id, generation, code, message)
    VALUES (NEW.business_id, NEW.stream_id, NEW.id, NEW.generation, coalesce(NEW.failure_code, 'UNHANDLED'),
            coalesce(NEW.failure_message, 'No reason was kept.'));
  RETURN NULL;
END $$;

CREATE TRIGGER event_parked AFTER UPDATE ON loan_event FOR EACH ROW
  WHEN (NEW.status = 'PARKED' AND OLD.status <> 'PARKED') EXECUTE FUNCTION note_parking();

-- A decision about many events at once: which they are is settled when it is made, and what became of
-- each is added behind. Whoever holds the lease carries it out; it passes on when its holder is gone.
CREATE TABLE batch_job (
  id          uuid PRIMARY KEY DEFAULT uuidv7(),
  business_id uuid NOT NULL REFERENCES business (id),
  filter      jsonb NOT NULL,
  actor       text NOT NULL CHECK (actor <> ''),
  reason      text NOT NULL CHECK (reason <> ''),
  total       integer NOT NULL DEFAULT 0,
  created_at  timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  lease_until timestamptz(3),
  finished_at timestamptz(3)
);
CREATE INDEX batch_job_open_idx ON batch_job (created_at) WHERE finished_at IS NULL;

CREATE TABLE batch_job_item (
  job_id   uuid NOT NULL REFERENCES batch_job (id),
  no       integer NOT NULL,
  event_id uuid NOT NULL REFERENCES loan_event (id),
  PRIMARY KEY (job_id, no)
);

CREATE TABLE batch_job_result (
  job_id  uuid NOT NULL,
  no      integer NOT NULL,
  result  text NOT NULL CHECK (result IN ('RETRIED', 'NOT_PARKED', 'EARLIER_OPEN', 'NOT_FOUND')),
  done_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (job_id, no),
  FOREIGN KEY (job_id, no) REFERENCES batch_job_item (job_id, no)
);

DO $$
DECLARE
  append_only text;
BEGIN
  FOREACH append_only IN ARRAY ARRAY['event_parking', 'batch_job_item', 'batch_job_result'] LOOP
    EXECUTE format('CREATE TRIGGER no_truncate AFTER TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', append_only);
    EXECUTE format('CREATE TRIGGER no_change AFTER UPDATE OR DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION refuse_change()', append_only);
  END LOOP;
END $$;

-- Writes down a retry of every parked event of a business that the filter names. Answers the job's id.
CREATE FUNCTION create_batch_job(b jsonb) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  job uuid;
  wanted jsonb := b -> 'filter';
BEGIN
  INSERT INTO batch_job (business_id, filter, actor, reason)
    VALUES ((b ->> 'businessId')::uuid, wanted, b ->> 'actor', b ->> 'reason') RETURNING id INTO job;
  INSERT INTO batch_job_item (job_id, no, event_id)
    SELECT job, row_number() OVER (ORDER BY e.received_at, e.id), e.id
    FROM loan_event e JOIN loan_stream s ON s.id = e.stream_id
    WHERE e.business_id = (b ->> 'businessId')::uuid AND e.status = 'PARKED'
      AND (wanted ->> 'code' IS NULL OR e.failure_code = wanted ->> 'code')
      AND (wanted ->> 'kind' IS NULL OR e.kind = wanted ->> 'kind')
      AND (wanted -> 'loanIds' IS NULL OR wanted -> 'loanIds' ? s.external_id);
  UPDATE batch_job SET total = (SELECT count(*) FROM batch_job_item WHERE job_id = job) WHERE id = job;
  RETURN job;
END $$;

-- Retries one event of a job, once, and writes down what came of it in the same transaction. Where an
-- earlier event of the loan is still under way that is the result only if `final`. Answers null where
-- it was done before, else what `operate` answers.
CREATE FUNCTION retry_batch_item(of_job uuid, of_no integer, final boolean) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  job batch_job;
  item batch_job_item;
  answer jsonb;
BEGIN
  SELECT * INTO job FROM batch_job WHERE id = of_job;
  SELECT * INTO item FROM batch_job_item WHERE job_id = of_job AND no = of_no FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM batch_job_result WHERE job_id = of_job AND no = of_no) THEN
    RETURN NULL;
  END IF;
  answer := operate(jsonb_build_object('action', 'RETRY', 'businessId', job.business_id, 'eventId', item.event_id,
                                       'actor', job.actor, 'reason', job.reason));
  IF final OR answer ->> 'status' <> 'EARLIER_OPEN' THEN
    INSERT INTO batch_job_result (job_id, no, result)
      VALUES (of_job, of_no, CASE answer ->> 'status' WHEN 'DONE' THEN 'RETRIED' ELSE answer ->> 'status' END);
  END IF;
  RETURN answer || jsonb_build_object('eventId', item.event_id);
END $$;

-- An instant as JSON has it: ISO 8601 in UTC, with milliseconds.
CREATE FUNCTION iso_instant(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;
