DROP INDEX loan_transaction_own_idx;
