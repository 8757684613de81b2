-- no transaction
-- Loans are listed by whose they are.
CREATE INDEX CONCURRENTLY loan_business_id_customer_id_stream_id_idx ON loan (business_id, customer_id, stream_id);
