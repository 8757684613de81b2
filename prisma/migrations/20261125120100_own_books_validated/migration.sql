ALTER TABLE invoice VALIDATE CONSTRAINT invoice_type_check;
ALTER TABLE allocation VALIDATE CONSTRAINT allocation_source_check;
ALTER TABLE journal_entry VALIDATE CONSTRAINT journal_entry_part_check;
ALTER TABLE customer_credit VALIDATE CONSTRAINT customer_credit_kind_check;
