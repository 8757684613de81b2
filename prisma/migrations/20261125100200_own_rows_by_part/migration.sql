-- no transaction
-- A disbursement has two transactions of its own.
CREATE UNIQUE INDEX CONCURRENTLY loan_transaction_own_part_idx ON loan_transaction (event_id, generation, part) WHERE undoes IS NULL AND event_id = caused_by;
