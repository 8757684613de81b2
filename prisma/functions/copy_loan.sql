-- Copies a loan, its customers and the loan whose event has a request's key into the temporary tables of
-- `open_loan_copy`. In a transaction of one snapshot, so that all of it is as of one moment.
CREATE OR REPLACE FUNCTION copy_loan(r jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  in_business uuid := (r ->> 'businessId')::uuid;
  of_streams bigint[];
  customers text[];
  copied name;
BEGIN
  of_streams := ARRAY(
    SELECT id FROM public.loan_stream WHERE business_id = in_business AND external_id = r ->> 'loanId'
    UNION
    SELECT stream_id FROM public.loan_event
      WHERE business_id = in_business AND idempotency_key = r ->> 'idempotencyKey');
  FOR copied IN SELECT tables_of_loans() LOOP
    EXECUTE format('INSERT INTO pg_temp.%1$I OVERRIDING SYSTEM VALUE SELECT * FROM public.%1$I WHERE %2$I = ANY ($1)',
                   copied, CASE copied WHEN 'loan_stream' THEN 'id' ELSE 'stream_id' END)
      USING of_streams;
  END LOOP;

  SELECT array_agg(DISTINCT payload ->> 'customerId') || (r ->> 'customerId') INTO customers FROM pg_temp.loan_event;
  FOR copied IN SELECT tables_of_customers() LOOP
    EXECUTE format('INSERT INTO pg_temp.%1$I OVERRIDING SYSTEM VALUE
                      SELECT * FROM public.%1$I WHERE business_id = $1 AND customer_id = ANY ($2)', copied)
      USING in_business, customers;
  END LOOP;
END $$;
