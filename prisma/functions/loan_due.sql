-- When loans are looked at for what falls due by the clock.

-- Notes it, or with null that nothing falls due any more.
CREATE OR REPLACE FUNCTION set_loan_due(of_stream bigint, due jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF due IS NULL OR due = 'null' THEN
    DELETE FROM loan_due WHERE stream_id = of_stream;
    RETURN;
  END IF;
  PERFORM require_keys(due, 'on', 'at');
  INSERT INTO loan_due AS d (stream_id, business_id, next_on, wake_at)
    SELECT id, business_id, (due ->> 'on')::date, (due ->> 'at')::timestamptz FROM loan_stream WHERE id = of_stream
    ON CONFLICT (stream_id) DO UPDATE SET next_on = excluded.next_on, wake_at = excluded.wake_at, attempts = 0
      WHERE (d.next_on, d.wake_at, d.attempts) IS DISTINCT FROM (excluded.next_on, excluded.wake_at, 0);
END $$;

-- The loans whose time has come by then and that nobody else is telling, at most so many; the next time is twice as
-- far off with each try, up to an hour. Loans that are parked are left to their operator.
CREATE OR REPLACE FUNCTION take_loans_due(by_then timestamptz, at_most integer)
RETURNS TABLE (loan jsonb) LANGUAGE sql AS $$
  WITH due AS (
    SELECT stream_id FROM loan_due WHERE wake_at <= by_then
    ORDER BY wake_at LIMIT at_most FOR NO KEY UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE loan_due d
    SET attempts = attempts + 1,
        wake_at = by_then + least(interval '1 hour', interval '30 seconds' * 2 ^ least(attempts, 10))
    FROM due WHERE d.stream_id = due.stream_id
    RETURNING d.stream_id
  )
  SELECT loan_ref(s) FROM taken JOIN loan_stream s ON s.id = taken.stream_id WHERE NOT s.parked
$$;
