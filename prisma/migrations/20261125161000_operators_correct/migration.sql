-- An operator's correction is in the audit trail as one.
ALTER TABLE operator_action
  DROP CONSTRAINT operator_action_action_check,
  ADD CONSTRAINT operator_action_action_check
    CHECK (action IN ('RETRY', 'SKIP', 'REVERSE', 'RECTIFY', 'CORRECT'));
