-- no transaction
-- What is booked behind a day is asked for with every posting.
CREATE INDEX CONCURRENTLY journal_entry_stream_id_date_idx ON journal_entry (stream_id, date);
