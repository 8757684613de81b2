-- Transfers of credit between two loans of a customer. Locks are taken stream before transfer, as ledger_post does.

-- The customer of a loan, as soon as anybody has applied for it.
CREATE OR REPLACE FUNCTION borrower_of(of_stream bigint) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT customer_id FROM loan WHERE stream_id = of_stream),
                  (SELECT payload ->> 'customerId' FROM loan_event WHERE stream_id = of_stream AND seq = 1))
$$;

-- Why credit of one loan cannot pay another; null where it may be tried.
CREATE OR REPLACE FUNCTION transfer_refused(giving anyelement, taking anyelement) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF taking.home <> 'LMS' THEN
    RETURN stage_refused('LOAN_OWNED_ELSEWHERE', 'The loan that the credit is to pay is written by another door.');
  ELSIF taking.id = giving.id THEN
    RETURN stage_refused('VALIDATION_FAILED', 'Credit of a loan pays another loan.');
  ELSIF borrower_of(giving.id) IS DISTINCT FROM borrower_of(taking.id) THEN
    RETURN stage_refused('CUSTOMER_MISMATCH', 'Credit pays another loan of the same customer only.');
  END IF;
  RETURN NULL;
END $$;

-- Stages the event that takes the credit (CREDIT_OUT) and notes the transfer, in one transaction. Answers as
-- stage_event does.
CREATE OR REPLACE FUNCTION begin_transfer(r jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  payload jsonb := require_keys(r, 'businessId', 'loanId', 'payload') -> 'payload';
  giving loan_stream;
  taking loan_stream;
  refused jsonb;
  staged jsonb;
BEGIN
  PERFORM require_keys(payload, 'transferId', 'toLoanId');
  SELECT * INTO giving FROM loan_stream
    WHERE business_id = (r ->> 'businessId')::uuid AND external_id = r ->> 'loanId' FOR NO KEY UPDATE;
  SELECT * INTO taking FROM loan_stream
    WHERE business_id = (r ->> 'businessId')::uuid AND external_id = payload ->> 'toLoanId';
  IF taking.id IS NULL THEN
    RETURN stage_refused('LOAN_NOT_FOUND', 'There is no loan ' || (payload ->> 'toLoanId') || '.');
  END IF;
  refused := transfer_refused(giving, taking);
  IF refused IS NOT NULL THEN
    RETURN refused;
  END IF;

  staged := stage_event(r);
  IF staged ->> 'status' = 'STAGED' THEN
    INSERT INTO credit_transfer (id, stream_id, to_stream_id, business_id, look_at)
      VALUES ((payload ->> 'transferId')::uuid, giving.id, taking.id, giving.business_id, now() + interval '2 seconds');
    PERFORM note_transfer_step((payload ->> 'transferId')::uuid, giving.id, 'OUT', 'SEND', staged);
  END IF;
  RETURN staged;
END $$;

CREATE OR REPLACE FUNCTION note_transfer_step(of_transfer uuid, on_stream bigint, its_side text, its_action text, staged jsonb)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO credit_transfer_step (transfer_id, no, stream_id, business_id, side, action, event_id)
    SELECT t.id, (SELECT count(*) + 1 FROM credit_transfer_step WHERE transfer_id = t.id), on_stream, t.business_id,
           its_side, its_action, (staged ->> 'eventId')::uuid
    FROM credit_transfer t WHERE t.id = of_transfer
$$;

-- Stages the next event of a transfer where nobody else has since it was looked at. Answers as stage_event does, or
-- {"status": "CONFLICT"}.
CREATE OR REPLACE FUNCTION stage_transfer_step(b jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  of_transfer uuid := (require_keys(b, 'transferId', 'after', 'side', 'action', 'request') ->> 'transferId')::uuid;
  on_stream bigint;
  staged jsonb;
BEGIN
  SELECT CASE b ->> 'side' WHEN 'OUT' THEN stream_id ELSE to_stream_id END INTO on_stream
    FROM credit_transfer WHERE id = of_transfer;
  PERFORM lock_stream(on_stream);
  PERFORM FROM credit_transfer WHERE id = of_transfer FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM credit_transfer_step WHERE transfer_id = of_transfer) <> (b ->> 'after')::integer THEN
    RETURN '{"status": "CONFLICT"}';
  END IF;
  staged := stage_event(b -> 'request');
  IF staged ->> 'status' = 'STAGED' THEN
    PERFORM note_transfer_step(of_transfer, on_stream, b ->> 'side', b ->> 'action', staged);
    UPDATE credit_transfer SET look_at = now() + interval '2 seconds', attempts = 0 WHERE id = of_transfer;
  END IF;
  RETURN staged;
END $$;

-- Somebody withdraws events: transfers that one of them is a side of must follow.
CREATE OR REPLACE FUNCTION look_at_transfers(of_events uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM credit_transfer_step WHERE event_id = ANY (of_events)) THEN
    UPDATE credit_transfer SET look_at = now(), attempts = 0
      WHERE id IN (SELECT transfer_id FROM credit_transfer_step WHERE event_id = ANY (of_events));
  END IF;
END $$;
