-- What the books of loans of our own LMS hold beside those of pushed ones. Not validated here: that reads the
-- tables, and must not do so under these locks.
ALTER TABLE invoice
  DROP CONSTRAINT invoice_type_check,
  ADD CONSTRAINT invoice_type_check
    CHECK (type IN ('DISBURSEMENT', 'PRINCIPAL', 'INTEREST', 'FEE', 'PENALTY')) NOT VALID;
ALTER TABLE allocation
  DROP CONSTRAINT allocation_source_check,
  ADD CONSTRAINT allocation_source_check
    CHECK (source IN ('RECEIPT', 'CREDIT', 'ADVANCE', 'WAIVER', 'WRITE_OFF')) NOT VALID;
ALTER TABLE journal_entry
  DROP CONSTRAINT journal_entry_part_check,
  ADD CONSTRAINT journal_entry_part_check
    CHECK (part IN ('DISBURSEMENT', 'INTEREST', 'CHARGES', 'RECEIPT', 'CREDIT_USE', 'ADVANCE_USE', 'WAIVER',
                    'WRITE_OFF', 'REFUND', 'PAYOUT', 'TRANSFER')) NOT VALID;

-- kind: CREDIT is the customer's, ADVANCE has paid interest that is not yet recognised.
ALTER TABLE customer_credit
  ADD COLUMN kind text NOT NULL DEFAULT 'CREDIT',
  ADD CONSTRAINT customer_credit_kind_check CHECK (kind IN ('CREDIT', 'ADVANCE')) NOT VALID;
DROP TRIGGER credit_content_fixed ON customer_credit;
CREATE TRIGGER credit_content_fixed AFTER UPDATE ON customer_credit FOR EACH ROW
  WHEN ((OLD.stream_id, OLD.event_id, OLD.kind, OLD.seq, OLD.business_id, OLD.date)
        IS DISTINCT FROM
        (NEW.stream_id, NEW.event_id, NEW.kind, NEW.seq, NEW.business_id, NEW.date))
  EXECUTE FUNCTION refuse_change();

-- The account through which credit of one loan pays another. A business that has given its number to an account of
-- its own gets one with another code, which its mapping names.
UPDATE business b SET account_mapping = account_mapping || '{"glTransfer": "1002.transfer"}'
  WHERE EXISTS (SELECT FROM account a WHERE a.business_id = b.id AND a.code = '1002');
INSERT INTO account (business_id, code, name, type)
  SELECT id, coalesce(account_mapping ->> 'glTransfer', '1002'), 'Transfers between loans (clearing)', 'ASSET'
  FROM business;
