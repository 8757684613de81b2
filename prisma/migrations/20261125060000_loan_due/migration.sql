-- When a loan of our own LMS is looked at next for what falls due by the clock. It may be told wrongly: whatever
-- wakes a loan, the pass does what is due by then and writes this anew. wake_at moves on with each time it is told.
CREATE TABLE loan_due (
  stream_id   bigint PRIMARY KEY REFERENCES loan_stream (id),
  business_id uuid NOT NULL REFERENCES business (id),
  next_on     date NOT NULL,
  wake_at     timestamptz(3) NOT NULL,
  attempts    integer NOT NULL DEFAULT 0
);
CREATE INDEX loan_due_wake_at_idx ON loan_due (wake_at);
