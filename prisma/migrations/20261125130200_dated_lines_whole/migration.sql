ALTER TABLE journal_line VALIDATE CONSTRAINT journal_line_dated_check;
-- Every line is whole now.
DROP TRIGGER no_update ON journal_line;
CREATE TRIGGER no_update AFTER UPDATE ON journal_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
