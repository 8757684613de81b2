-- no transaction
-- The payment system asks for what was paid out on a day.
CREATE INDEX CONCURRENTLY loan_event_payout_idx ON loan_event (business_id, finished_at)
  WHERE kind IN ('DISBURSE', 'REFUND', 'CREDIT_REFUND');
