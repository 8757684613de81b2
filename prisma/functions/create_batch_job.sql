-- Writes down a retry of every parked event of a business that the filter names. Answers the job's id.
CREATE OR REPLACE FUNCTION create_batch_job(b jsonb) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  job uuid;
  wanted jsonb := b -> 'filter';
BEGIN
  PERFORM require_keys(b, 'businessId', 'filter', 'actor', 'reason');
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
