-- no transaction
CREATE INDEX CONCURRENTLY journal_line_business_id_role_date_idx ON journal_line (business_id, role, date);
