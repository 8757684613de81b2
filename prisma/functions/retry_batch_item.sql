-- Retries one event of a job, once, and writes down what came of it in the same transaction. Where an
-- earlier event of the loan is still under way that is the result only if `final`. Answers null where
-- it was done before, else what `operate` answers.
CREATE OR REPLACE FUNCTION retry_batch_item(of_job uuid, of_no integer, final boolean) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  job batch_job;
  item batch_job_item;
  answer jsonb;
BEGIN
  -- Once at a time; the item itself is append-only, which may not be locked.
  PERFORM pg_advisory_xact_lock(hashtextextended('loansaga.batch_item ' || of_job || ' ' || of_no, 0));
  SELECT * INTO job FROM batch_job WHERE id = of_job;
  SELECT * INTO item FROM batch_job_item WHERE job_id = of_job AND no = of_no;
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
