-- no transaction
-- Loans are listed by what they are.
CREATE INDEX CONCURRENTLY loan_business_id_status_stream_id_idx ON loan (business_id, status, stream_id);
