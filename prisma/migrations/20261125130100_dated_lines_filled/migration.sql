-- Apart from the migration that adds them: this stops nobody, however long it takes. Nobody else updates a line.
UPDATE journal_line l SET role = standard_account(e.payload -> 'accounts', l.account), date = j.date
  FROM journal_entry j JOIN loan_event e ON e.id = j.event_id
  WHERE j.stream_id = l.stream_id AND j.no = l.entry_no AND l.role IS NULL;
