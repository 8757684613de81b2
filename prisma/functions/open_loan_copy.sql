-- The tables that hold what is known of a loan: those that name its stream, and the stream itself.
CREATE OR REPLACE FUNCTION tables_of_loans() RETURNS SETOF name LANGUAGE sql STABLE AS $$
  SELECT c.relname FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND (c.relname = 'loan_stream'
         OR EXISTS (SELECT FROM pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attname = 'stream_id' AND NOT a.attisdropped))
$$;

-- The tables that hold what is known of a customer.
CREATE OR REPLACE FUNCTION tables_of_customers() RETURNS SETOF name LANGUAGE sql STABLE AS $$
  SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND a.attname = 'customer_id' AND NOT a.attisdropped AND c.relname NOT IN (SELECT tables_of_loans())
$$;

-- Hides each of them behind a temporary table of this session, which is empty after every commit. Without
-- foreign keys and triggers: they guard what is kept, and nothing here is.
CREATE OR REPLACE FUNCTION open_loan_copy() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  hidden name;
  numbered record;
BEGIN
  FOR hidden IN SELECT tables_of_loans() UNION SELECT tables_of_customers() LOOP
    EXECUTE format('CREATE TEMP TABLE %1$I (LIKE public.%1$I INCLUDING ALL) ON COMMIT DELETE ROWS', hidden);
  END LOOP;
  -- Above every number that is copied.
  FOR numbered IN
    SELECT a.attrelid::regclass AS hiding, a.attname AS number FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = pg_my_temp_schema() AND a.attidentity <> ''
  LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I RESTART WITH 4611686018427387904', numbered.hiding, numbered.number);
  END LOOP;
END $$;
