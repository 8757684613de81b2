-- no transaction
-- A customer is found and listed by its number.
CREATE UNIQUE INDEX CONCURRENTLY customer_business_id_no_key ON customer (business_id, no);
