-- A loan's columns as the record of a position that the LMS reads, and back.

CREATE OR REPLACE FUNCTION position_json(l anyelement) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'status', l.status, 'customerId', l.customer_id, 'principal', l.principal::text,
    'principalOutstanding', l.principal_outstanding::text, 'interestOutstanding', l.interest_outstanding::text,
    'creditBalance', l.credit_balance::text, 'disbursedOn', l.disbursed_on, 'settledOn', l.settled_on)
$$;

CREATE OR REPLACE FUNCTION move_loan(of_stream bigint, p jsonb, to_seq integer, next_no integer) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM require_keys(p, 'status', 'customerId', 'principal', 'principalOutstanding', 'interestOutstanding',
                       'creditBalance', 'disbursedOn', 'settledOn');
  UPDATE loan
    SET seq = to_seq,
        next_transaction = next_no,
        customer_id = p ->> 'customerId',
        status = p ->> 'status',
        principal = (p ->> 'principal')::bigint,
        principal_outstanding = (p ->> 'principalOutstanding')::bigint,
        interest_outstanding = (p ->> 'interestOutstanding')::bigint,
        credit_balance = (p ->> 'creditBalance')::bigint,
        disbursed_on = (p ->> 'disbursedOn')::date,
        settled_on = (p ->> 'settledOn')::date
    WHERE stream_id = of_stream;
END $$;
