-- An instant as JSON has it: ISO 8601 in UTC, with milliseconds.
CREATE OR REPLACE FUNCTION iso_instant(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;
