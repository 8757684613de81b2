-- What somebody wrote in words of their own, such as the name of a fee or the reason of a reversal: apart
-- from the payload, and as fixed as that. Events of before keep theirs in the payload.
ALTER TABLE loan_event ADD COLUMN details jsonb;

DROP TRIGGER event_content_fixed ON loan_event;
CREATE TRIGGER event_content_fixed AFTER UPDATE ON loan_event FOR EACH ROW
  WHEN ((OLD.id, OLD.stream_id, OLD.business_id, OLD.seq, OLD.kind, OLD.payload, OLD.details, OLD.fingerprint,
         OLD.idempotency_key, OLD.claim, OLD.effective_date, OLD.sent_by, OLD.received_at)
        IS DISTINCT FROM
        (NEW.id, NEW.stream_id, NEW.business_id, NEW.seq, NEW.kind, NEW.payload, NEW.details, NEW.fingerprint,
         NEW.idempotency_key, NEW.claim, NEW.effective_date, NEW.sent_by, NEW.received_at))
  EXECUTE FUNCTION refuse_change();
