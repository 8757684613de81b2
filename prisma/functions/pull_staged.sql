-- True where the stream still holds events to take. Only an empty pull makes the loan idle,
-- and it does so under the stream's lock, so that no wake-up is lost.
CREATE OR REPLACE FUNCTION pull_staged(of_stream bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  more boolean;
BEGIN
  PERFORM lock_stream(of_stream);
  more := EXISTS (SELECT FROM loan_event WHERE stream_id = of_stream AND status IN ('STAGED', 'PARKED'));
  UPDATE loan_stream
    SET busy = more, retell_attempts = 0, retell_at = CASE WHEN more THEN now() + interval '30 seconds' END
    WHERE id = of_stream;
  RETURN more;
END $$;
