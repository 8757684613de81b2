-- An entry's lines sum to zero. The guards are AFTER or deferred triggers: a BEFORE trigger fires even
-- for a row that ON CONFLICT DO NOTHING will skip.
CREATE OR REPLACE FUNCTION assert_entry_balanced(of_stream bigint, of_entry integer) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  total numeric;
  lines integer;
BEGIN
  SELECT coalesce(sum(amount), 0), count(*) INTO total, lines
    FROM journal_line WHERE stream_id = of_stream AND entry_no = of_entry;
  IF total <> 0 OR lines < 2 THEN
    RAISE EXCEPTION 'journal entry %-% does not balance: % lines, sum %', of_stream, of_entry, lines, total
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_balanced';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION journal_entry_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM assert_entry_balanced(NEW.stream_id, NEW.no);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION journal_lines_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM assert_entry_balanced(stream_id, entry_no) FROM (SELECT DISTINCT stream_id, entry_no FROM added) entry;
  RETURN NULL;
END $$;
