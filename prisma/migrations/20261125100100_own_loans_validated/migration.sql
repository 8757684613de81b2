ALTER TABLE loan VALIDATE CONSTRAINT loan_status_check;
ALTER TABLE loan VALIDATE CONSTRAINT loan_approved_principal_check;
ALTER TABLE loan VALIDATE CONSTRAINT loan_fees_outstanding_check;
ALTER TABLE loan VALIDATE CONSTRAINT loan_penalties_outstanding_check;
