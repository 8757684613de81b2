-- The seq of the first event that the ledger took together with this one: a batch is posted as one change, so what its
-- rows must be is known only from where it began. Null of what was posted before this was noted.
ALTER TABLE loan_event ADD COLUMN batch_seq integer;
