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

  -- Last and in order of id, so that two groups never wait for each other's customers.
  INSERT INTO customer (business_id, customer_id, name, home)
    SELECT DISTINCT ON (business_id, customer_id) business_id, customer_id, name, home
    FROM (
      SELECT (value ->> 'businessId')::uuid AS business_id, value -> 'payload' ->> 'customerId' AS customer_id,
             value ->> 'customerName' AS name, value ->> 'home' AS home, ordinality
      FROM jsonb_array_elements(requests) WITH ORDINALITY
      WHERE value ->> 'kind' = 'DISBURSEMENT' AND outcomes[ordinality::integer] ->> 'status' = 'STAGED'
    ) disbursed
    ORDER BY business_id, customer_id, ordinality
    ON CONFLICT DO NOTHING;
  RETURN to_jsonb(outcomes);
END $$;
