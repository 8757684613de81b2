-- What a lender's own systems do with customers. Each answers {"status"}: DONE with the customer's number, also for
-- the same again under one key, or why not.

-- A company is called by its one name, a person by two.
CREATE OR REPLACE FUNCTION name_of_customer(profile jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE profile ->> 'legalFormId' WHEN '2' THEN profile ->> 'fullname'
              ELSE concat_ws(' ', profile ->> 'firstname', profile ->> 'lastname') END
$$;

CREATE OR REPLACE FUNCTION create_customer(b jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  answer jsonb;
  made bigint;
BEGIN
  PERFORM require_keys(b, 'businessId', 'kind', 'fingerprint', 'idempotencyKey', 'customerId', 'active', 'activatedOn',
                       'profile', 'sentBy');
  answer := keyed_answer(b);
  IF answer IS NOT NULL THEN
    RETURN answer;
  END IF;
  INSERT INTO customer (business_id, customer_id, name, home, named_by, active, activated_on, profile)
    VALUES ((b ->> 'businessId')::uuid, coalesce(b ->> 'customerId', uuidv7()::text), name_of_customer(b -> 'profile'), 'LMS', b ->> 'sentBy',
            (b ->> 'active')::boolean, (b ->> 'activatedOn')::date, b -> 'profile')
    ON CONFLICT (business_id, customer_id) DO NOTHING RETURNING no INTO made;
  IF made IS NULL THEN
    RETURN '{"status": "TAKEN"}';
  END IF;
  RETURN keep_keyed(b, jsonb_build_object('status', 'DONE', 'no', made));
END $$;

CREATE OR REPLACE FUNCTION activate_customer(b jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  answer jsonb;
  stands customer;
BEGIN
  PERFORM require_keys(b, 'businessId', 'kind', 'fingerprint', 'idempotencyKey', 'no', 'activatedOn');
  answer := keyed_answer(b);
  IF answer IS NOT NULL THEN
    RETURN answer;
  END IF;
  SELECT * INTO stands FROM customer
    WHERE business_id = (b ->> 'businessId')::uuid AND no = (b ->> 'no')::bigint FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN '{"status": "NOT_FOUND"}';
  ELSIF stands.active THEN
    RETURN '{"status": "ACTIVE_ALREADY"}';
  END IF;
  UPDATE customer SET active = true, activated_on = (b ->> 'activatedOn')::date
    WHERE business_id = stands.business_id AND customer_id = stands.customer_id;
  RETURN keep_keyed(b, jsonb_build_object('status', 'DONE', 'no', stands.no));
END $$;

-- Puts right what is said of a customer: what is given of its profile, and with it its name. Who and why is kept.
CREATE OR REPLACE FUNCTION amend_customer(b jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  answer jsonb;
  stands customer;
  amended jsonb;
BEGIN
  PERFORM require_keys(b, 'businessId', 'kind', 'fingerprint', 'idempotencyKey', 'no', 'profile', 'actor', 'reason');
  answer := keyed_answer(b);
  IF answer IS NOT NULL THEN
    RETURN answer;
  END IF;
  SELECT * INTO stands FROM customer
    WHERE business_id = (b ->> 'businessId')::uuid AND no = (b ->> 'no')::bigint FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN '{"status": "NOT_FOUND"}';
  ELSIF stands.home <> 'LMS' THEN
    RETURN '{"status": "OWNED_ELSEWHERE"}';
  END IF;
  amended := stands.profile || (b -> 'profile');
  IF amended <> stands.profile THEN
    PERFORM rename_customer(stands.business_id, stands.customer_id, name_of_customer(amended), b ->> 'actor');
    UPDATE customer SET profile = amended
      WHERE business_id = stands.business_id AND customer_id = stands.customer_id;
    INSERT INTO operator_action (business_id, customer_id, action, actor, reason)
      VALUES (stands.business_id, stands.customer_id, 'RECTIFY', b ->> 'actor', b ->> 'reason');
  END IF;
  RETURN keep_keyed(b, jsonb_build_object('status', 'DONE', 'no', stands.no));
END $$;

-- Does one of these and undoes it: what it would come to, and the customer as it would be.
CREATE OR REPLACE FUNCTION rehearse_customer(write text, b jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  answer jsonb;
BEGIN
  BEGIN
    EXECUTE format('SELECT %I($1)', write) INTO answer USING b;
    answer := answer || coalesce((
      SELECT jsonb_build_object('customer', customer_json(c))
      FROM customer c WHERE business_id = (b ->> 'businessId')::uuid AND no = (answer ->> 'no')::bigint), '{}');
    RAISE EXCEPTION USING ERRCODE = 'LSDRY';
  EXCEPTION
    WHEN SQLSTATE 'LSDRY' THEN
      RETURN answer;
  END;
END $$;

-- A customer as it is shown.
CREATE OR REPLACE FUNCTION customer_json(c anyelement) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('id', c.no::text, 'externalId', c.customer_id, 'name', c.name, 'active', c.active,
                            'activatedOn', c.activated_on, 'profile', c.profile,
                            'createdAt', iso_instant(c.created_at))
$$;
