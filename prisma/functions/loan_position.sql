-- A loan's columns as the record of a position that the LMS reads, and back.

CREATE OR REPLACE FUNCTION position_json(l anyelement) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'status', l.status, 'customerId', l.customer_id, 'principal', l.principal::text,
    'principalOutstanding', l.principal_outstanding::text, 'interestOutstanding', l.interest_outstanding::text,
    'creditBalance', l.credit_balance::text, 'disbursedOn', l.disbursed_on, 'settledOn', l.settled_on)
$$;

-- What a loan of our own LMS has beside it.
CREATE OR REPLACE FUNCTION own_loan_json(l anyelement) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'productNo', l.product_no, 'productVersion', l.product_version, 'approvedPrincipal', l.approved_principal::text,
    'feesOutstanding', l.fees_outstanding::text, 'penaltiesOutstanding', l.penalties_outstanding::text,
    'submittedOn', l.submitted_on, 'approvedOn', l.approved_on, 'rejectedOn', l.rejected_on,
    'withdrawnOn', l.withdrawn_on, 'closedOn', l.closed_on, 'overpaidOn', l.overpaid_on,
    'writtenOffOn', l.written_off_on, 'maturesOn', l.matures_on)
$$;

-- A pushed loan has no `own`.
CREATE OR REPLACE FUNCTION move_loan(of_stream bigint, p jsonb, to_seq integer, next_no integer) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  own jsonb := p -> 'own';
BEGIN
  PERFORM require_keys(p, 'status', 'customerId', 'principal', 'principalOutstanding', 'interestOutstanding',
                       'creditBalance', 'disbursedOn', 'settledOn');
  IF own IS NOT NULL THEN
    PERFORM require_keys(own, 'productNo', 'productVersion', 'approvedPrincipal', 'feesOutstanding',
                         'penaltiesOutstanding', 'submittedOn', 'approvedOn', 'rejectedOn', 'withdrawnOn', 'closedOn',
                         'overpaidOn', 'writtenOffOn', 'maturesOn');
  END IF;
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
        settled_on = (p ->> 'settledOn')::date,
        product_no = (own ->> 'productNo')::integer,
        product_version = (own ->> 'productVersion')::integer,
        approved_principal = (own ->> 'approvedPrincipal')::bigint,
        fees_outstanding = coalesce((own ->> 'feesOutstanding')::bigint, 0),
        penalties_outstanding = coalesce((own ->> 'penaltiesOutstanding')::bigint, 0),
        submitted_on = (own ->> 'submittedOn')::date,
        approved_on = (own ->> 'approvedOn')::date,
        rejected_on = (own ->> 'rejectedOn')::date,
        withdrawn_on = (own ->> 'withdrawnOn')::date,
        closed_on = (own ->> 'closedOn')::date,
        overpaid_on = (own ->> 'overpaidOn')::date,
        written_off_on = (own ->> 'writtenOffOn')::date,
        matures_on = (own ->> 'maturesOn')::date
    WHERE stream_id = of_stream;
END $$;
