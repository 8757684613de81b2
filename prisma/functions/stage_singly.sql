-- One by one: a row that cannot be staged at all answers ERROR and does not sink its group.
CREATE OR REPLACE FUNCTION stage_singly(requests jsonb) RETURNS jsonb[] LANGUAGE plpgsql AS $$
DECLARE
  outcomes jsonb[] := array_fill(NULL::jsonb, ARRAY[jsonb_array_length(requests)]);
  one record;
BEGIN
  FOR one IN SELECT * FROM in_order_of_loans(requests) LOOP
    FOR attempt IN 1..3 LOOP
      BEGIN
        outcomes[one.place] := stage_event(one.request);
        EXIT;
      EXCEPTION
        WHEN unique_violation THEN
          -- Another transaction took the key or made the stream: judge again, now seeing it.
          outcomes[one.place] := jsonb_build_object('status', 'ERROR', 'message', SQLERRM);
        WHEN data_exception OR integrity_constraint_violation THEN
          outcomes[one.place] := jsonb_build_object('status', 'ERROR', 'message', SQLERRM);
          EXIT;
      END;
    END LOOP;
  END LOOP;
  RETURN outcomes;
END $$;
