-- What the push door answers to a request by its stream alone; null where it may be staged.

CREATE OR REPLACE FUNCTION push_answer(stream anyelement, r jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  -- Hardly ever; and only then is it worth asking which events are still live.
  undo_waits boolean := undo_waits(stream.id);
BEGIN
  IF stream.id IS NULL THEN
    RETURN CASE r ->> 'kind'
      WHEN 'DISBURSEMENT' THEN NULL
      WHEN 'REVERSAL' THEN stage_refused('EVENT_NOT_FOUND', 'This loan has no such event.')
      ELSE stage_refused('ORDER_VIOLATION', 'No disbursement was sent for this loan: it comes first.') END;
  END IF;
  RETURN coalesce(push_repeated(stream.id, r, undo_waits), push_refused(stream.id, r, undo_waits));
END $$;

-- Without a key an event that is equal to a live one is that one, unless it says which event it replaces. Planned
-- for the loan at hand: the plan that is good for most loans walks all of a long one's stream.
CREATE OR REPLACE FUNCTION push_repeated(of_stream bigint, r jsonb, undo_waits boolean) RETURNS jsonb
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  earlier loan_event;
BEGIN
  IF r ->> 'idempotencyKey' IS NOT NULL OR r ->> 'kind' = 'REVERSAL' OR r ->> 'stagedWith' IS NOT NULL THEN
    RETURN NULL;
  END IF;
  SELECT * INTO earlier FROM loan_event e
    WHERE stream_id = of_stream AND fingerprint = r ->> 'fingerprint' AND holds(status)
      AND (NOT undo_waits OR is_live(e))
    ORDER BY seq DESC LIMIT 1;
  RETURN CASE WHEN FOUND THEN staged_as(earlier) END;
END $$;

CREATE OR REPLACE FUNCTION push_refused(of_stream bigint, r jsonb, undo_waits boolean) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  its_kind text := r ->> 'kind';
  disbursement loan_event;
  is_disbursed boolean;
  earlier loan_event;
BEGIN
  IF its_kind = 'REVERSAL' THEN
    RETURN reversal_refused(of_stream, r);
  END IF;
  SELECT * INTO disbursement FROM loan_event e
    WHERE stream_id = of_stream AND claim IS NOT NULL AND kind = 'DISBURSEMENT' AND holds(status)
    ORDER BY NOT undo_waits OR is_live(e) DESC, seq DESC LIMIT 1;
  is_disbursed := disbursement.id IS NOT NULL AND (NOT undo_waits OR is_live(disbursement));
  IF its_kind = 'DISBURSEMENT' THEN
    IF is_disbursed THEN
      RETURN stage_refused('ALREADY_DISBURSED',
        'This loan was disbursed before, by event ' || disbursement.id || '.');
    END IF;
  ELSIF disbursement.id IS NULL THEN
    RETURN stage_refused('ORDER_VIOLATION', 'This loan has no live disbursement: it comes first.');
  ELSIF is_disbursed AND disbursement.payload ->> 'customerId' <> r -> 'payload' ->> 'customerId' THEN
    RETURN stage_refused('CUSTOMER_MISMATCH', 'The loan was disbursed to another customerId.');
  ELSIF its_kind = 'REVENUE_REPORT' THEN
    SELECT * INTO earlier FROM loan_event e
      WHERE stream_id = of_stream AND claim_base(claim) = claimed_by(its_kind, r -> 'payload') AND holds(status)
        AND (NOT undo_waits OR is_live(e));
    IF FOUND THEN
      RETURN stage_refused('DUPLICATE_REVENUE_MONTH',
        'Revenue for ' || (r -> 'payload' ->> 'month') || ' was reported before, by event ' || earlier.id || '.');
    END IF;
  END IF;
  RETURN NULL;
END $$;

-- An equal event was reversed before: that this one is new may not be what its sender means.
CREATE OR REPLACE FUNCTION push_warnings(of_stream bigint, r jsonb) RETURNS jsonb
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  IF r ->> 'idempotencyKey' IS NULL AND r ->> 'kind' <> 'REVERSAL' AND EXISTS (
    SELECT FROM loan_event
    WHERE stream_id = of_stream AND fingerprint = r ->> 'fingerprint' AND status = 'REVERSED')
  THEN
    RETURN '["EQUAL_TO_REVERSED"]';
  END IF;
  RETURN '[]';
END $$;
