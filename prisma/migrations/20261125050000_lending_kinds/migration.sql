-- The kinds of our own LMS are kinds of the stream: as EVENT_KINDS in src/domain/events/kinds.ts has them. Not
-- validated here: that reads the table, and must not do so under this lock.
ALTER TABLE loan_event DROP CONSTRAINT loan_event_kind_check;
ALTER TABLE loan_event ADD CONSTRAINT loan_event_kind_check CHECK (kind IN (
  'DISBURSEMENT', 'REVENUE_REPORT', 'REPAYMENT', 'EARLY_SETTLEMENT', 'REVERSAL', 'SUBMIT', 'APPROVE',
  'REJECT', 'WITHDRAW', 'DISBURSE', 'REPAY', 'ADD_CHARGE', 'WAIVE_CHARGE', 'WAIVE_INTEREST',
  'WRITE_OFF', 'REFUND', 'CREDIT_REFUND', 'CREDIT_OUT', 'UNDO_APPROVAL', 'UNDO_DISBURSAL',
  'UNDO_WRITE_OFF', 'ACCRUAL', 'PENALTY')) NOT VALID;
ALTER TABLE refused_request DROP CONSTRAINT refused_request_kind_check;
ALTER TABLE refused_request ADD CONSTRAINT refused_request_kind_check CHECK (kind IN (
  'DISBURSEMENT', 'REVENUE_REPORT', 'REPAYMENT', 'EARLY_SETTLEMENT', 'REVERSAL', 'SUBMIT', 'APPROVE',
  'REJECT', 'WITHDRAW', 'DISBURSE', 'REPAY', 'ADD_CHARGE', 'WAIVE_CHARGE', 'WAIVE_INTEREST',
  'WRITE_OFF', 'REFUND', 'CREDIT_REFUND', 'CREDIT_OUT', 'UNDO_APPROVAL', 'UNDO_DISBURSAL',
  'UNDO_WRITE_OFF', 'ACCRUAL', 'PENALTY')) NOT VALID;
