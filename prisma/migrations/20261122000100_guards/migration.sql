-- What no application may do, whatever its bugs. The guards are AFTER or deferred triggers:
-- a BEFORE trigger fires even for a row that ON CONFLICT DO NOTHING will skip.

CREATE FUNCTION assert_entry_balanced(of_stream bigint, of_entry integer) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  total numeric;
  lines integer;
BEGIN
  SELECT coalesce(sum(amount), 0), count(*) INTO total, lines
    FROM journal_line WHERE stream_id = of_stream AND entry_no = of_entry;
  IF total <> 0 OR lines < 2 THEN
    RAISE EXCEPTION 'journal entry %-% does not balance: % lines, sum %', of_stream, of_entry, lines, total
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_balanced';
  END IF;
END $$;

CREATE FUNCTION journal_entry_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM assert_entry_balanced(NEW.stream_id, NEW.no);
  RETURN NULL;
END $$;

CREATE FUNCTION journal_lines_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM assert_entry_balanced(stream_id, entry_no) FROM (SELECT DISTINCT stream_id, entry_no FROM added) entry;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER journal_entry_balanced AFTER INSERT ON journal_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_entry_balanced();

-- An entry's lines are written by one statement, which must leave every entry it adds to in balance: this
-- costs once a statement, and refuses lines that come later.
CREATE TRIGGER journal_lines_balanced AFTER INSERT ON journal_line
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION journal_lines_balanced();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE
  append_only text;
BEGIN
  FOREACH append_only IN ARRAY
    ARRAY['journal_entry', 'journal_line', 'allocation', 'loan_transaction', 'loan_event',
          'invoice', 'customer_credit', 'compensation', 'loan', 'ledger_loan', 'loan_stream', 'operator_action']
  LOOP
    EXECUTE format('CREATE TRIGGER no_truncate AFTER TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', append_only);
    EXECUTE format('CREATE TRIGGER no_delete AFTER DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION refuse_change()', append_only);
  END LOOP;
  FOREACH append_only IN ARRAY
    ARRAY['journal_entry', 'journal_line', 'allocation', 'loan_transaction', 'operator_action']
  LOOP
    EXECUTE format('CREATE TRIGGER no_update AFTER UPDATE ON %I
                    FOR EACH ROW EXECUTE FUNCTION refuse_change()', append_only);
  END LOOP;
END $$;

-- Of an event only its status moves on; of an invoice or a credit only what is open, and of a
-- credit what a reversal leaves of it.
CREATE TRIGGER event_content_fixed AFTER UPDATE ON loan_event FOR EACH ROW
  WHEN ((OLD.id, OLD.stream_id, OLD.business_id, OLD.seq, OLD.kind, OLD.payload, OLD.fingerprint,
         OLD.idempotency_key, OLD.claim, OLD.effective_date, OLD.sent_by, OLD.received_at)
        IS DISTINCT FROM
        (NEW.id, NEW.stream_id, NEW.business_id, NEW.seq, NEW.kind, NEW.payload, NEW.fingerprint,
         NEW.idempotency_key, NEW.claim, NEW.effective_date, NEW.sent_by, NEW.received_at))
  EXECUTE FUNCTION refuse_change();

CREATE TRIGGER event_outcome_final AFTER UPDATE ON loan_event FOR EACH ROW
  WHEN (OLD.status IN ('FAILED', 'REVERSED') AND NEW.status <> OLD.status
        OR OLD.status = 'POSTED' AND NEW.status NOT IN ('POSTED', 'REVERSED'))
  EXECUTE FUNCTION refuse_change();

CREATE TRIGGER invoice_content_fixed AFTER UPDATE ON invoice FOR EACH ROW
  WHEN ((OLD.stream_id, OLD.no, OLD.business_id, OLD.event_id, OLD.type, OLD.date, OLD.amount, OLD.lines)
        IS DISTINCT FROM
        (NEW.stream_id, NEW.no, NEW.business_id, NEW.event_id, NEW.type, NEW.date, NEW.amount, NEW.lines))
  EXECUTE FUNCTION refuse_change();

CREATE TRIGGER credit_content_fixed AFTER UPDATE ON customer_credit FOR EACH ROW
  WHEN ((OLD.stream_id, OLD.event_id, OLD.seq, OLD.business_id, OLD.date)
        IS DISTINCT FROM
        (NEW.stream_id, NEW.event_id, NEW.seq, NEW.business_id, NEW.date))
  EXECUTE FUNCTION refuse_change();
