-- role: the account of the standard chart, before a business's own code for it. date: its entry's. Reports add lines
-- up by them. The release before adds lines without them while it runs beside this one.
ALTER TABLE journal_line ADD COLUMN role text, ADD COLUMN date date;

CREATE FUNCTION standard_account(accounts jsonb, code text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN coalesce((SELECT own.key FROM jsonb_each_text(accounts) own WHERE own.value = code), code);

CREATE FUNCTION date_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT standard_account(e.payload -> 'accounts', NEW.account), j.date INTO NEW.role, NEW.date
    FROM journal_entry j JOIN loan_event e ON e.id = j.event_id
    WHERE j.stream_id = NEW.stream_id AND j.no = NEW.entry_no;
  RETURN NEW;
END $$;
CREATE TRIGGER date_line BEFORE INSERT ON journal_line FOR EACH ROW WHEN (NEW.role IS NULL OR NEW.date IS NULL)
  EXECUTE FUNCTION date_line();

-- What a line lacks is filled in once; nothing else of it changes, ever.
DROP TRIGGER no_update ON journal_line;
CREATE TRIGGER no_update AFTER UPDATE ON journal_line FOR EACH ROW
  WHEN (OLD.role IS NOT NULL
        OR (OLD.stream_id, OLD.entry_no, OLD.line_no, OLD.business_id, OLD.account, OLD.amount)
           IS DISTINCT FROM
           (NEW.stream_id, NEW.entry_no, NEW.line_no, NEW.business_id, NEW.account, NEW.amount))
  EXECUTE FUNCTION refuse_change();

ALTER TABLE journal_line
  ADD CONSTRAINT journal_line_dated_check CHECK (role IS NOT NULL AND date IS NOT NULL) NOT VALID;
