-- The entry that books an allocation: the one it names; where that was not noted its part's first from that day on,
-- since a closed period has moved entries and not their allocations. What was undone was booked by an entry that is
-- mirrored. Null where no such entry is there.
CREATE OR REPLACE FUNCTION booking_entry(of_stream bigint, named integer, by_event uuid, how text, day date, is_undone boolean)
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
CREATE OR REPLACE FUNCTION book_allocation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT m.date INTO NEW.booked_on FROM journal_entry m
    WHERE m.stream_id = NEW.stream_id
      AND CASE WHEN NEW.reverses IS NULL
            THEN m.no = booking_entry(NEW.stream_id, NULL, NEW.caused_by, NEW.source, NEW.date, false)
            ELSE m.reverses = booking_entry(NEW.stream_id, NULL, NEW.caused_by, NEW.source, NEW.date, true) END;
  RETURN NEW;
END $$;
