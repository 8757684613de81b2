ALTER TABLE allocation VALIDATE CONSTRAINT allocation_recorded_check;
-- Every row is whole now.
DROP TRIGGER no_update ON allocation;
CREATE TRIGGER no_update AFTER UPDATE ON allocation FOR EACH ROW EXECUTE FUNCTION refuse_change();
