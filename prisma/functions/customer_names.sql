-- The names of customers. They stand in the customer's row only; what it had before is kept beside it.

-- Gives a customer another name. False where there is no such customer, or none with another name.
CREATE OR REPLACE FUNCTION rename_customer(in_business uuid, of_customer text, new_name text, sender text)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  stands customer;
BEGIN
  SELECT * INTO stands FROM customer
    WHERE business_id = in_business AND customer_id = of_customer FOR NO KEY UPDATE;
  IF NOT FOUND OR normalize(stands.name) = normalize(new_name) THEN
    RETURN false;
  END IF;
  INSERT INTO customer_name (business_id, customer_id, no, name, named_by, named_at)
    SELECT in_business, of_customer, coalesce(max(no), 0) + 1, stands.name, stands.named_by,
           coalesce(stands.named_at, stands.created_at)
    FROM customer_name WHERE business_id = in_business AND customer_id = of_customer;
  UPDATE customer SET name = new_name, named_by = sender, named_at = clock_timestamp()
    WHERE business_id = in_business AND customer_id = of_customer;
  RETURN true;
END $$;

-- What a group of requests says of names: a staged disbursement makes its customer, an application that may the
-- same, and of an event of the customer's home door that was staged the newest name stands. Answers the outcomes, with a warning where a
-- name is another than before. In order of id, so that two groups never wait for each other's customers.
CREATE OR REPLACE FUNCTION take_customer_names(requests jsonb, outcomes jsonb[]) RETURNS jsonb[] LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  said record;
BEGIN
  INSERT INTO customer (business_id, customer_id, name, home, named_by)
    SELECT DISTINCT ON (business_id, customer_id) business_id, customer_id, coalesce(name, customer_id), home, sent_by
    FROM names_said(requests, outcomes) WHERE opens_customer
    ORDER BY business_id, customer_id, place
    ON CONFLICT DO NOTHING;
  FOR said IN
    SELECT * FROM (
      SELECT n.*, bool_or(c.name <> n.name) OVER (PARTITION BY business_id, customer_id) AS is_other
      FROM names_said(requests, outcomes) n JOIN customer c USING (business_id, customer_id)
      WHERE c.home = n.home AND n.name IS NOT NULL) named
    WHERE is_other ORDER BY business_id, customer_id, place
  LOOP
    IF rename_customer(said.business_id, said.customer_id, said.name, said.sent_by) THEN
      outcomes[said.place] := outcomes[said.place]
        || jsonb_build_object('warnings', outcomes[said.place] -> 'warnings' || '["CUSTOMER_RENAMED"]');
    END IF;
  END LOOP;
  RETURN outcomes;
END $$;

-- The names that staged events carry, and who is new by them; a repeat and what was refused say nothing.
DROP FUNCTION IF EXISTS names_said(jsonb, jsonb[]);
CREATE FUNCTION names_said(requests jsonb, outcomes jsonb[])
RETURNS TABLE (business_id uuid, customer_id text, name text, home text, opens_customer boolean, sent_by text,
               place integer)
LANGUAGE sql IMMUTABLE AS $$
  SELECT * FROM (
    SELECT (value ->> 'businessId')::uuid, value -> 'payload' ->> 'customerId', value ->> 'customerName' AS name,
           value ->> 'home', value ->> 'kind' = 'DISBURSEMENT' OR value @> '{"opensCustomer": true}' AS opens_customer,
           value ->> 'sentBy', ordinality::integer
    FROM jsonb_array_elements(requests) WITH ORDINALITY
    WHERE outcomes[ordinality::integer] ->> 'status' = 'STAGED') said
  WHERE name IS NOT NULL OR opens_customer
$$;

-- An operator puts a customer's name right; who and why is kept. Answers false where there is no such customer.
CREATE OR REPLACE FUNCTION rectify_customer(b jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  in_business uuid := (b ->> 'businessId')::uuid;
BEGIN
  PERFORM FROM customer WHERE business_id = in_business AND customer_id = b ->> 'customerId';
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  -- A decision that is sent again is one decision.
  IF rename_customer(in_business, b ->> 'customerId', b ->> 'name', b ->> 'actor') THEN
    INSERT INTO operator_action (business_id, customer_id, action, actor, reason)
      VALUES (in_business, b ->> 'customerId', 'RECTIFY', b ->> 'actor', b ->> 'reason');
  END IF;
  RETURN true;
END $$;
