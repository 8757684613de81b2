-- What a lender does with its products. A version is never changed: an edit makes the next. Each answers {"status"}:
-- DONE with the version that was made, also for the same again under one key, or why not.

CREATE OR REPLACE FUNCTION create_product(b jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  in_business uuid := (b ->> 'businessId')::uuid;
  answer jsonb;
  made integer;
BEGIN
  PERFORM require_keys(b, 'businessId', 'kind', 'fingerprint', 'idempotencyKey', 'code', 'name', 'currency', 'config',
                       'accountingMapping');
  answer := keyed_answer(b);
  IF answer IS NOT NULL THEN
    RETURN answer;
  END IF;
  -- Numbers go up one by one.
  PERFORM pg_advisory_xact_lock(hashtextextended(in_business || ' products', 0));
  INSERT INTO lending_product (business_id, no, code)
    SELECT in_business, coalesce(max(no), 0) + 1, b ->> 'code' FROM lending_product WHERE business_id = in_business
    ON CONFLICT (business_id, code) DO NOTHING RETURNING no INTO made;
  IF made IS NULL THEN
    RETURN '{"status": "TAKEN"}';
  END IF;
  RETURN keep_keyed(b, write_product_version(in_business, made, 1, 'draft', b));
END $$;

-- What a product is to be like from its next publication on; what is published stays in use until then.
CREATE OR REPLACE FUNCTION redraft_product(b jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  answer jsonb;
  latest lending_product_version;
BEGIN
  PERFORM require_keys(b, 'businessId', 'kind', 'fingerprint', 'idempotencyKey', 'code', 'name', 'currency', 'config',
                       'accountingMapping', 'ifVersion');
  answer := keyed_answer(b);
  IF answer IS NOT NULL THEN
    RETURN answer;
  END IF;
  latest := latest_product_version(b);
  IF latest.version IS NULL THEN
    RETURN '{"status": "NOT_FOUND"}';
  ELSIF latest.version <> (b ->> 'ifVersion')::integer THEN
    RETURN '{"status": "VERSION_CHANGED"}';
  END IF;
  RETURN keep_keyed(b, write_product_version(latest.business_id, latest.product_no, latest.version + 1, 'draft', b));
END $$;

-- The newest draft as loans take it from now on, under a version of its own.
CREATE OR REPLACE FUNCTION publish_product(b jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  answer jsonb;
  latest lending_product_version;
BEGIN
  PERFORM require_keys(b, 'businessId', 'kind', 'fingerprint', 'idempotencyKey', 'code', 'ifVersion');
  answer := keyed_answer(b);
  IF answer IS NOT NULL THEN
    RETURN answer;
  END IF;
  latest := latest_product_version(b);
  IF latest.version IS NULL THEN
    RETURN '{"status": "NOT_FOUND"}';
  ELSIF latest.version <> (b ->> 'ifVersion')::integer THEN
    RETURN '{"status": "VERSION_CHANGED"}';
  ELSIF latest.status = 'published' THEN
    RETURN '{"status": "PUBLISHED_ALREADY"}';
  END IF;
  answer := mapping_refused(latest.business_id, latest.accounting_mapping);
  IF answer IS NOT NULL THEN
    RETURN answer;
  END IF;
  RETURN keep_keyed(b, write_product_version(latest.business_id, latest.product_no, latest.version + 1, 'published',
    jsonb_build_object('name', latest.name, 'currency', latest.currency, 'config', latest.config,
                       'accountingMapping', latest.accounting_mapping)));
END $$;

-- The newest version of the product that b names; whoever edits it holds the product until its transaction ends.
CREATE OR REPLACE FUNCTION latest_product_version(b jsonb) RETURNS lending_product_version LANGUAGE plpgsql AS $$
DECLARE
  latest lending_product_version;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended((b ->> 'businessId') || ' product ' || (b ->> 'code'), 0));
  SELECT v.* INTO latest
    FROM lending_product p JOIN lending_product_version v ON (v.business_id, v.product_no) = (p.business_id, p.no)
    WHERE p.business_id = (b ->> 'businessId')::uuid AND p.code = b ->> 'code'
    ORDER BY v.version DESC LIMIT 1;
  RETURN latest;
END $$;

CREATE OR REPLACE FUNCTION write_product_version(
  in_business uuid, of_product integer, next_version integer, next_status text, said jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO lending_product_version (business_id, product_no, version, status, name, currency, config, accounting_mapping)
    VALUES (in_business, of_product, next_version, next_status, said ->> 'name', said ->> 'currency', said -> 'config',
            said -> 'accountingMapping');
  RETURN jsonb_build_object('status', 'DONE', 'version', next_version);
END $$;

-- Why a mapping cannot be booked under: an account that is not in the chart, or of a type that does not fit.
CREATE OR REPLACE FUNCTION mapping_refused(in_business uuid, mapping jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('status', CASE WHEN a.code IS NULL THEN 'ACCOUNT_UNKNOWN' ELSE 'ACCOUNT_TYPE' END,
                            'mapped', m.key, 'account', m.value)
  FROM jsonb_each_text(mapping) m
  LEFT JOIN account a ON a.business_id = in_business AND a.code = m.value
  WHERE a.type IS DISTINCT FROM CASE m.key WHEN 'glAsset' THEN 'ASSET' ELSE 'INCOME' END
  ORDER BY m.key LIMIT 1
$$;
