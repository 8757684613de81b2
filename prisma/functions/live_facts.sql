-- The amount that an event was judged to have when it was first taken; null where that has not come yet.
CREATE OR REPLACE FUNCTION judged_amount(e anyelement) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT amount::text FROM loan_transaction
          WHERE event_id = e.id AND caused_by = e.id AND generation = e.generation AND undoes IS NULL AND part = 0);
END $$;

-- What a loan of our own LMS is derived from: its posted events that nothing has withdrawn, in order, the first so
-- many of them, all of them with null.
CREATE OR REPLACE FUNCTION live_facts(of_stream bigint, at_most integer) RETURNS jsonb LANGUAGE plpgsql STABLE
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(fact ORDER BY seq), '[]')
    FROM (
      SELECT e.seq, event_json(e) || jsonb_build_object('judgedAmount', t.amount::text) AS fact
      FROM loan_event e
      LEFT JOIN loan_transaction t
        ON t.event_id = e.id AND t.caused_by = e.id AND t.generation = e.generation AND t.undoes IS NULL AND t.part = 0
      WHERE e.stream_id = of_stream AND e.status = 'POSTED' AND e.kind <> 'REVERSAL' AND NOT starts_with(e.kind, 'UNDO_')
      ORDER BY e.seq LIMIT at_most
    ) facts
  );
END $$;
