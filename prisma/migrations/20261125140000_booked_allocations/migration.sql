-- booked_on: the day an allocation counts from, where that is not its date: such rows are of before entries were noted.
-- recorded_at: when it was written. Reports ask for what was booked by a day and written by a time.
ALTER TABLE allocation ADD COLUMN booked_on date, ADD COLUMN recorded_at timestamptz(3);
ALTER TABLE allocation ALTER COLUMN recorded_at SET DEFAULT now();

-- The entry that books an allocation: the one it names; where that was not noted its part's first from that day on,
-- since a closed period has moved entries and not their allocations. What was undone was booked by an entry that is
-- mirrored. Null where no such entry is there.
CREATE FUNCTION booking_entry(of_stream bigint, named integer, by_event uuid, how text, day date, is_undone boolean)
RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT coalesce(named, (
    SELECT j.no
    FROM journal_entry j
    WHERE j.stream_id = of_stream AND j.event_id = by_event AND j.reverses IS NULL
      AND CASE how
            WHEN 'CREDIT' THEN j.description = 'Customer credit applied to interest'
            WHEN 'WAIVER' THEN j.description = 'Interest waived at early settlement'
            ELSE j.description IN ('Repayment', 'Early settlement')
          END
    ORDER BY EXISTS (SELECT FROM journal_entry m WHERE m.stream_id = of_stream AND m.reverses = j.no) = is_undone DESC,
             j.date >= day DESC, CASE WHEN j.date >= day THEN j.date - day ELSE day - j.date END, j.no
    LIMIT 1))
$$;

-- An allocation that does not name its entry is from the release before, which dates an undo as what it undoes: it
-- gets the day of the entry that books it, of an undo the day of that entry's mirror.
CREATE FUNCTION book_allocation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT m.date INTO NEW.booked_on FROM journal_entry m
    WHERE m.stream_id = NEW.stream_id
      AND CASE WHEN NEW.reverses IS NULL
            THEN m.no = booking_entry(NEW.stream_id, NULL, NEW.caused_by, NEW.source, NEW.date, false)
            ELSE m.reverses = booking_entry(NEW.stream_id, NULL, NEW.caused_by, NEW.source, NEW.date, true) END;
  RETURN NEW;
END $$;

CREATE TRIGGER book_allocation BEFORE INSERT ON allocation FOR EACH ROW WHEN (NEW.entry_no IS NULL)
  EXECUTE FUNCTION book_allocation();

-- What a row lacks is filled in once; nothing else of it changes, ever.
DROP TRIGGER no_update ON allocation;
CREATE TRIGGER no_update AFTER UPDATE ON allocation FOR EACH ROW
  WHEN (OLD.recorded_at IS NOT NULL
        OR (OLD.stream_id, OLD.no, OLD.business_id, OLD.invoice_no, OLD.event_id, OLD.caused_by, OLD.source, OLD.date,
            OLD.amount, OLD.reverses, OLD.entry_no)
           IS DISTINCT FROM
           (NEW.stream_id, NEW.no, NEW.business_id, NEW.invoice_no, NEW.event_id, NEW.caused_by, NEW.source, NEW.date,
            NEW.amount, NEW.reverses, NEW.entry_no))
  EXECUTE FUNCTION refuse_change();

ALTER TABLE allocation ADD CONSTRAINT allocation_recorded_check CHECK (recorded_at IS NOT NULL) NOT VALID;
