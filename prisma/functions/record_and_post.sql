-- Both steps of the saga in one transaction, where the LMS and the books share this database: what an
-- event costs is mostly round trips and commits. The stream is locked first, as everywhere. A conflict
-- in the second step leaves the first recorded, as if they had been two transactions: who loads again
-- finds it so.
CREATE OR REPLACE FUNCTION record_and_post(recording jsonb, posting jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  PERFORM require_keys(posting, 'streamId');
  PERFORM lock_stream((posting ->> 'streamId')::bigint);
  IF recording IS NOT NULL AND lms_record(recording) = 'CONFLICT' THEN
    RETURN '{"status": "CONFLICT"}';
  END IF;
  RETURN ledger_post(posting);
END $$;
