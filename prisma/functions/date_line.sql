-- The account of the standard chart behind a code, given a business's own codes by standard code.
CREATE OR REPLACE FUNCTION standard_account(accounts jsonb, code text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN coalesce((SELECT own.key FROM jsonb_each_text(accounts) own WHERE own.value = code), code);

-- A line that is added without them gets its entry's date and its account of the standard chart.
CREATE OR REPLACE FUNCTION date_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT standard_account(e.payload -> 'accounts', NEW.account), j.date INTO NEW.role, NEW.date
    FROM journal_entry j JOIN loan_event e ON e.id = j.event_id
    WHERE j.stream_id = NEW.stream_id AND j.no = NEW.entry_no;
  RETURN NEW;
END $$;
