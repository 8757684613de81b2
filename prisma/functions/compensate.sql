-- Undoes, last first, the LMS transitions that a refusal in step 2 leaves behind: a contra row for each, the loan
-- where its events before them leave it, which the caller derives. The refused event is FAILED, those behind it
-- are taken again in a new generation. Does nothing where it was done before.
-- Answers {"failed": {"seq", "code"} or null, "more": …}.
CREATE OR REPLACE FUNCTION compensate(of_stream bigint, standing jsonb DEFAULT NULL) RETURNS jsonb LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  debt compensation;
  stands loan;
  undone loan_transaction;
  -- The release before hands nothing over: then the one that was noted with the transition.
  p jsonb := standing;
BEGIN
  PERFORM lock_stream(of_stream);
  SELECT * INTO stands FROM loan WHERE stream_id = of_stream FOR NO KEY UPDATE;
  SELECT * INTO debt FROM compensation WHERE stream_id = of_stream AND done_at IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('failed', NULL, 'more', pull_staged(of_stream));
  END IF;

  FOR undone IN
    SELECT t.* FROM loan_transaction t JOIN loan_event e ON e.id = t.caused_by AND e.generation = t.generation
    WHERE t.stream_id = of_stream AND e.seq >= debt.from_seq ORDER BY t.no DESC
  LOOP
    INSERT INTO loan_transaction (stream_id, no, event_id, caused_by, generation, undoes, seq, type, date, amount,
                                  principal, interest, fees, waived, overpayment, part, penalties)
      VALUES (of_stream, stands.next_transaction, undone.event_id, undone.caused_by, undone.generation, undone.no,
              undone.seq, undone.type, undone.date, -undone.amount, -undone.principal, -undone.interest, -undone.fees,
              -undone.waived, -undone.overpayment, undone.part, -undone.penalties);
    stands.next_transaction := stands.next_transaction + 1;
    IF standing IS NULL THEN
      p := coalesce(undone.before, p);
    END IF;
  END LOOP;

  PERFORM move_loan(of_stream, coalesce(p, position_json(stands)), debt.from_seq, stands.next_transaction);
  UPDATE ledger_loan SET seq = debt.from_seq WHERE stream_id = of_stream;
  UPDATE loan_event
    SET status = 'FAILED', failure_code = debt.refusal_code, failure_message = debt.refusal_message,
        finished_at = clock_timestamp()
    WHERE id = debt.event_id;
  -- All that was undone, beyond the batch too: a late attempt may have recorded more than was answered.
  UPDATE loan_event e SET generation = e.generation + 1
    FROM loan_transaction t
    WHERE t.event_id = e.id AND t.caused_by = e.id AND t.generation = e.generation AND t.undoes IS NOT NULL
      AND e.stream_id = of_stream AND e.seq > debt.from_seq AND e.status = 'STAGED';
  UPDATE compensation SET done_at = clock_timestamp()
    WHERE event_id = debt.event_id AND generation = debt.generation;
  RETURN jsonb_build_object('failed', jsonb_build_object('seq', debt.from_seq, 'code', debt.refusal_code),
                            'more', pull_staged(of_stream));
END $$;
