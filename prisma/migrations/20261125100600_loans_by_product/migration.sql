-- no transaction
-- Loans are listed by their product; pushed ones have none.
CREATE INDEX CONCURRENTLY loan_business_id_product_no_stream_id_idx ON loan (business_id, product_no, stream_id);
