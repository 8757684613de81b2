-- A loan as the doors of our own LMS show it, pushed ones too. Amounts are minor units as text.
CREATE OR REPLACE FUNCTION lending_view(of_stream bigint, of_event uuid) RETURNS jsonb LANGUAGE plpgsql STABLE
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
BEGIN
  RETURN (
    SELECT jsonb_build_object('no', s.id::text, 'loanId', s.external_id, 'home', s.home,
      'row', lending_row(l),
      'customer', (SELECT jsonb_build_object('no', c.no::text, 'name', c.name) FROM customer c
                   WHERE c.business_id = s.business_id AND c.customer_id = l.customer_id),
      'productName', (SELECT v.name FROM lending_product_version v
                      WHERE v.business_id = s.business_id AND v.product_no = l.product_no
                        AND v.version = l.product_version),
      'facts', CASE s.home WHEN 'LMS' THEN live_facts(s.id, NULL) ELSE '[]' END,
      'openInterest', CASE s.home WHEN 'PUSH' THEN open_interest(s.id) ELSE '[]' END,
      'transactions', lending_transactions(s.id),
      'charges', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', h.id::text, 'eventId', h.event_id, 'index', h.index)
                                            ORDER BY h.id), '[]')
                  FROM loan_charge h WHERE h.stream_id = s.id),
      'words', (SELECT coalesce(jsonb_object_agg(e.id, e.details), '{}') FROM loan_event e
                WHERE e.stream_id = s.id AND e.details IS NOT NULL),
      'event', (SELECT jsonb_build_object('eventId', e.id, 'kind', e.kind, 'status', e.status,
                         'failure', CASE WHEN e.failure_code IS NOT NULL THEN
                           jsonb_build_object('code', e.failure_code, 'message', e.failure_message) END)
                FROM loan_event e WHERE e.id = of_event))
    FROM loan_stream s LEFT JOIN loan l ON l.stream_id = s.id
    WHERE s.id = of_stream
  );
END $$;

-- The interest invoices of a pushed loan that are not paid, by the day on which each fell due.
CREATE OR REPLACE FUNCTION open_interest(of_stream bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('dueOn', i.date, 'amount', i.open::text) ORDER BY i.no), '[]')
  FROM invoice i WHERE i.stream_id = of_stream AND i.type = 'INTEREST' AND i.open > 0
$$;

-- What stands in a loan's own row.
CREATE OR REPLACE FUNCTION lending_row(l anyelement) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN l.stream_id IS NOT NULL THEN jsonb_build_object(
    'status', l.status, 'customerId', l.customer_id, 'productNo', l.product_no, 'principal', l.principal::text,
    'approvedPrincipal', l.approved_principal::text, 'principalOutstanding', l.principal_outstanding::text,
    'interestOutstanding', l.interest_outstanding::text, 'feesOutstanding', l.fees_outstanding::text,
    'penaltiesOutstanding', l.penalties_outstanding::text, 'overpaid', l.credit_balance::text,
    'submittedOn', l.submitted_on, 'approvedOn', l.approved_on, 'disbursedOn', l.disbursed_on,
    'maturesOn', l.matures_on, 'closedOn', l.closed_on) END
$$;

-- A loan's transactions in order of their numbers, what took each back with it: what only records that an event was
-- taken is none. A row that follows another of its event and part replaces it.
CREATE OR REPLACE FUNCTION lending_transactions(of_stream bigint) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id::text, 'eventId', t.event_id, 'part', t.part, 'type', t.type,
        'date', t.date, 'amount', t.amount::text, 'principal', t.principal::text, 'interest', t.interest::text,
        'fees', t.fees::text, 'penalties', t.penalties::text, 'overpayment', t.overpayment::text,
        'reversedOn', t.reversed_on, 'replacedBy', CASE WHEN t.reversed_on IS NOT NULL THEN t.next_id END)
      ORDER BY t.id), '[]')
    FROM (
      SELECT o.*, (SELECT c.effective_date FROM loan_transaction u JOIN loan_event c ON c.id = u.caused_by
                   WHERE u.stream_id = o.stream_id AND u.undoes = o.no) AS reversed_on,
             lead(o.id::text) OVER (PARTITION BY o.event_id, o.part ORDER BY o.no) AS next_id
      FROM loan_transaction o
      WHERE o.stream_id = of_stream AND o.undoes IS NULL AND o.refusal_code IS NULL
    ) t
    WHERE t.type <> upper(t.type)
       OR t.type IN ('DISBURSEMENT', 'REPAYMENT', 'EARLY_SETTLEMENT', 'REVENUE_REPORT')
       OR t.type IN ('CREDIT_REFUND', 'WRITE_OFF')
          AND (SELECT home FROM loan_stream WHERE id = of_stream) = 'PUSH'
  );
END $$;
