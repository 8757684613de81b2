-- What only one live event of a loan may claim: its disbursement, the revenue of a month,
-- what the clock makes of a loan of our own LMS on a day. Behind a reversal
-- the claim is a new one, so that a correction can wait there while the event it corrects still holds its own.

CREATE OR REPLACE FUNCTION claimed_by(kind text, payload jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE kind
    WHEN 'DISBURSEMENT' THEN 'DISBURSEMENT'
    WHEN 'REVENUE_REPORT' THEN 'REVENUE ' || (payload ->> 'month')
    WHEN 'ACCRUAL' THEN 'ACCRUAL ' || (payload ->> 'of') || ' ' || (payload ->> 'through')
    WHEN 'PENALTY' THEN 'PENALTY ' || (payload ->> 'installment') || ' ' || (payload ->> 'occurrence') END
$$;

-- Without what makes it a new one.
CREATE OR REPLACE FUNCTION claim_base(claim text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT split_part(claim, '@', 1)
$$;

CREATE OR REPLACE FUNCTION claim_of(of_stream bigint, base text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT base || coalesce('@' || max(r.seq), '')
  FROM loan_event r JOIN loan_event target ON target.id = (r.payload ->> 'eventId')::uuid
  WHERE r.stream_id = of_stream AND r.kind = 'REVERSAL' AND r.status <> 'FAILED'
    AND (claim_base(target.claim) = base OR is_cascade(r, target))
$$;
