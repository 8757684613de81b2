-- Commands for loans of our own LMS. Their stream says whether there is such a loan and who writes it; what the
-- loan's state allows is judged by its workflow.

-- What a command is answered by its stream alone; null where it may be staged.
CREATE OR REPLACE FUNCTION command_refused(stream anyelement, r jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  its_claim text := claimed_by(r ->> 'kind', r -> 'payload');
BEGIN
  PERFORM require_keys(r, 'details', 'opensCustomer');
  IF r ->> 'kind' = 'SUBMIT' THEN
    RETURN CASE WHEN stream.id IS NOT NULL THEN
      stage_refused('LOAN_EXISTS', 'There is a loan with this externalId already.')
      -- Who may borrow is for the LMS to say whose loan it is.
      WHEN NOT is_told(r) THEN borrower_refused(r) END;
  ELSIF stream.id IS NULL THEN
    RETURN stage_refused('LOAN_NOT_FOUND', 'There is no such loan.');
  ELSIF stream.home <> 'LMS' OR stream.mirrored <> is_told(r) THEN
    RETURN stage_refused('LOAN_OWNED_ELSEWHERE', 'This loan is written by another door than this one.');
  ELSIF r ->> 'kind' = 'REVERSAL' THEN
    RETURN reversal_refused(stream.id, r);
  ELSIF its_claim IS NOT NULL AND EXISTS (
    SELECT FROM loan_event
    WHERE stream_id = stream.id AND claim = claim_of(stream.id, its_claim) AND holds(status))
  THEN
    RETURN stage_refused('ORDER_VIOLATION', 'What falls due by this was told before.');
  END IF;
  RETURN NULL;
END $$;

-- Whether the LMS of another deployment tells of its own loan. The release before never does.
CREATE OR REPLACE FUNCTION is_told(r jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce((r ->> 'mirrored')::boolean, false)
$$;

-- Whose application it is must be known and active, or be made by it.
CREATE OR REPLACE FUNCTION borrower_refused(r jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  borrower customer;
BEGIN
  SELECT * INTO borrower FROM customer
    WHERE business_id = (r ->> 'businessId')::uuid AND customer_id = r -> 'payload' ->> 'customerId';
  IF NOT FOUND THEN
    RETURN CASE WHEN NOT (r ->> 'opensCustomer')::boolean
      THEN stage_refused('CUSTOMER_NOT_FOUND', 'There is no such customer.') END;
  ELSIF NOT borrower.active THEN
    RETURN stage_refused('CUSTOMER_NOT_ACTIVE', 'The customer is not active.');
  END IF;
  RETURN NULL;
END $$;

-- The payload with what it takes from the record: an application when its customer was activated, unless another
-- LMS tells of it; whatever follows the accounts of the application, so that a loan never credits another account than
-- it debited.
CREATE OR REPLACE FUNCTION command_payload(of_stream bigint, r jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  IF r ->> 'kind' = 'SUBMIT' AND is_told(r) THEN
    RETURN r -> 'payload';
  ELSIF r ->> 'kind' = 'SUBMIT' THEN
    RETURN r -> 'payload' || jsonb_build_object('customerActiveSince', (
      SELECT activated_on FROM customer
      WHERE business_id = (r ->> 'businessId')::uuid AND customer_id = r -> 'payload' ->> 'customerId'));
  END IF;
  RETURN r -> 'payload' || jsonb_build_object('accounts', accounts_of(of_stream));
END $$;

CREATE OR REPLACE FUNCTION accounts_of(of_stream bigint) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT payload -> 'accounts' FROM loan_event WHERE stream_id = of_stream AND seq = 1);
END $$;

-- A loan as whoever commands it names it; of a repeat it is the one whose stream has the event.
CREATE OR REPLACE FUNCTION numbered_loan(s anyelement) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('loan', jsonb_build_object('loanId', s.external_id, 'no', s.id::text))
$$;
