ALTER TABLE customer_credit
  DROP CONSTRAINT customer_credit_pkey,
  ADD CONSTRAINT customer_credit_pkey PRIMARY KEY USING INDEX customer_credit_kind_key;
