-- no transaction
CREATE UNIQUE INDEX CONCURRENTLY customer_credit_kind_key ON customer_credit (stream_id, event_id, kind);
