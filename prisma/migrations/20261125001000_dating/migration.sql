-- part: what an entry stands for in its event. entry_no: the entry that books an allocation. Rows of before have
-- neither: they were dated by other rules, and stand.
ALTER TABLE journal_entry
  ADD COLUMN part text,
  ADD CONSTRAINT journal_entry_part_check
    CHECK (part IN ('DISBURSEMENT', 'INTEREST', 'RECEIPT', 'CREDIT_USE', 'WAIVER')) NOT VALID;
ALTER TABLE allocation ADD COLUMN entry_no integer;
