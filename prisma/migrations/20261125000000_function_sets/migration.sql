-- Which SQL functions stand: a row for each set of prisma/functions that was applied, the last one is
-- what is there. functions: [{"signature", "file", "checksum"}], by which what no file defines any more
-- is dropped.
CREATE TABLE function_set (
  no         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  checksum   text NOT NULL,
  version    text NOT NULL,
  functions  jsonb NOT NULL,
  applied_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
);

-- Those that the migrations before this one made.
INSERT INTO function_set (checksum, version, functions)
  SELECT 'migrations', '0.1.0', jsonb_agg(jsonb_build_object('signature', signature, 'file', '', 'checksum', ''))
  FROM unnest(ARRAY[
    'assert_entry_balanced(bigint,integer)', 'journal_entry_balanced()', 'journal_lines_balanced()', 'refuse_change()',
    'staged_as(loan_event)', 'stage_refused(text,text)', 'is_cascade(loan_event,loan_event)', 'is_live(loan_event)',
    'claim_of(bigint,text)', 'reversal_refused(bigint,jsonb)', 'stage_event(jsonb)', 'in_order_of_loans(jsonb)',
    'stage_singly(jsonb)', 'stage_events(jsonb)', 'lms_record(jsonb)', 'pull_staged(bigint)', 'ledger_post(jsonb)',
    'record_and_post(jsonb,jsonb)', 'compensate(bigint)', 'operate(jsonb)', 'add_signing_key(jsonb)', 'note_parking()',
    'create_batch_job(jsonb)', 'retry_batch_item(uuid,integer,boolean)', 'iso_instant(timestamp with time zone)'
  ]) AS made (signature);
