-- Stages a group; the outcomes come back in the order of the requests. It goes in one subtransaction, and only
-- where that fails row by row: each is a transaction id of its own, and the row of a stream that many of them
-- lock and update in turn gathers them all.
CREATE OR REPLACE FUNCTION stage_events(requests jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  outcomes jsonb[] := array_fill(NULL::jsonb, ARRAY[jsonb_array_length(requests)]);
  one record;
BEGIN
  BEGIN
    FOR one IN SELECT * FROM in_order_of_loans(requests) LOOP
      outcomes[one.place] := stage_event(one.request);
    END LOOP;
  EXCEPTION
    WHEN data_exception OR integrity_constraint_violation THEN
      outcomes := stage_singly(requests);
  END;

  -- Last: a customer is locked for no longer than the commit takes.
  RETURN to_jsonb(take_customer_names(requests, outcomes));
END $$;
