-- What is handed to a function as JSON has every key that the function reads, those that may be null too:
-- a key under another name would be read as nothing. Each gives back what it was given.

CREATE OR REPLACE FUNCTION require_keys(given jsonb, VARIADIC keys text[]) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  IF given ?& keys THEN
    RETURN given;
  END IF;
  RAISE EXCEPTION 'what was handed over lacks %',
    (SELECT string_agg(key, ', ') FROM unnest(keys) AS key WHERE NOT coalesce(given ? key, false))
    USING ERRCODE = 'invalid_parameter_value';
END $$;

CREATE OR REPLACE FUNCTION require_keys_each(given jsonb, VARIADIC keys text[]) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  PERFORM require_keys(value, VARIADIC keys) FROM jsonb_array_elements(given) WHERE NOT value ?& keys;
  RETURN given;
END $$;
