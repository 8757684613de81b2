-- The index by account and day serves what this one did.
DROP INDEX journal_line_business_id_account_idx;
