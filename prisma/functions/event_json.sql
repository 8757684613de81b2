-- An event and a loan as they travel between the parts.

CREATE OR REPLACE FUNCTION event_json(e anyelement) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('eventId', e.id, 'seq', e.seq, 'kind', e.kind, 'effectiveDate', e.effective_date,
                            'payload', e.payload)
$$;

CREATE OR REPLACE FUNCTION loan_ref(s anyelement) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('businessId', s.business_id, 'loanId', s.external_id)
$$;
