-- How each day behind one moves the control accounts of a loan, by their standard codes: what a new entry must
-- leave on its right side. Mostly nothing is booked behind the day of what comes.
CREATE OR REPLACE FUNCTION control_changes_after(of_stream bigint, day date) RETURNS jsonb LANGUAGE plpgsql STABLE
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM journal_entry WHERE stream_id = of_stream AND date > day) THEN
    RETURN '[]';
  END IF;
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object('control', control, 'date', date, 'amount', amount::text)), '[]')
    FROM (
      SELECT coalesce(own.key, l.account) AS control, j.date, sum(l.amount) AS amount
      FROM journal_entry j
      JOIN journal_line l ON l.stream_id = j.stream_id AND l.entry_no = j.no
      JOIN loan_event e ON e.id = j.event_id
      LEFT JOIN LATERAL jsonb_each_text(e.payload -> 'accounts') own ON own.value = l.account
      WHERE j.stream_id = of_stream AND j.date > day
        AND coalesce(own.key, l.account) IN ('1101', '1102', '1103', '2102', '2103')
      GROUP BY 1, 2
    ) moved
    WHERE amount <> 0
  );
END $$;
