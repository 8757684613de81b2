-- Idempotency keys of writes that are no events. A key belongs to a business, whatever it was used for.

-- Whoever uses a key holds it until its transaction ends, so that of two only one finds it unused. What is only
-- tried, on a copy of its loan, uses none up and waits for nobody.
CREATE OR REPLACE FUNCTION hold_key(in_business uuid, key text) RETURNS void LANGUAGE sql AS $$
  SELECT CASE WHEN current_setting('transaction_read_only') = 'off'
    THEN pg_advisory_xact_lock(hashtextextended(in_business || ' ' || key, 0)) END
$$;

-- What a write with this key comes to without being done: nothing where it is to be done, the result of the
-- same write before, or that the key is taken.
CREATE OR REPLACE FUNCTION keyed_answer(b jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  in_business uuid := (b ->> 'businessId')::uuid;
  earlier keyed_write;
BEGIN
  IF b ->> 'idempotencyKey' IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM hold_key(in_business, b ->> 'idempotencyKey');
  SELECT * INTO earlier FROM keyed_write WHERE business_id = in_business AND key = b ->> 'idempotencyKey';
  IF FOUND THEN
    RETURN CASE WHEN earlier.kind = b ->> 'kind' AND earlier.fingerprint = b ->> 'fingerprint'
                THEN earlier.result ELSE '{"status": "KEY_REUSED"}' END;
  END IF;
  PERFORM FROM loan_event WHERE business_id = in_business AND idempotency_key = b ->> 'idempotencyKey';
  RETURN CASE WHEN FOUND THEN '{"status": "KEY_REUSED"}'::jsonb END;
END $$;

-- Keeps the result of a write under its key and gives it back.
CREATE OR REPLACE FUNCTION keep_keyed(b jsonb, result jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  IF b ->> 'idempotencyKey' IS NOT NULL THEN
    INSERT INTO keyed_write (business_id, key, kind, fingerprint, result)
      VALUES ((b ->> 'businessId')::uuid, b ->> 'idempotencyKey', b ->> 'kind', b ->> 'fingerprint', result);
  END IF;
  RETURN result;
END $$;
