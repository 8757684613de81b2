-- The kinds are those of EVENT_KINDS in src/domain/events/kinds.ts. Not validated here: that reads the
-- table, and must not do so under this lock.
ALTER TABLE loan_event ADD CONSTRAINT loan_event_kind_check
  CHECK (kind IN ('DISBURSEMENT', 'REVENUE_REPORT', 'REPAYMENT', 'EARLY_SETTLEMENT', 'REVERSAL')) NOT VALID;
ALTER TABLE refused_request ADD CONSTRAINT refused_request_kind_check
  CHECK (kind IN ('DISBURSEMENT', 'REVENUE_REPORT', 'REPAYMENT', 'EARLY_SETTLEMENT', 'REVERSAL')) NOT VALID;
