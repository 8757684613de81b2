-- What the migrations and prisma/functions make, for reading. Written by `npm run schema`.

CREATE TABLE _prisma_migrations (
  id character varying(36) NOT NULL,
  checksum character varying(64) NOT NULL,
  finished_at timestamp with time zone,
  migration_name character varying(255) NOT NULL,
  logs text,
  rolled_back_at timestamp with time zone,
  started_at timestamp with time zone NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0,
  CONSTRAINT _prisma_migrations_pkey PRIMARY KEY (id)
);

CREATE TABLE account (
  business_id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  CONSTRAINT account_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT account_pkey PRIMARY KEY (business_id, code),
  CONSTRAINT account_type_check CHECK ((type = ANY (ARRAY['ASSET'::text, 'LIABILITY'::text, 'INCOME'::text, 'EXPENSE'::text])))
);

CREATE TABLE allocation (
  stream_id bigint NOT NULL,
  no integer NOT NULL,
  business_id uuid NOT NULL,
  invoice_no integer NOT NULL,
  event_id uuid NOT NULL,
  caused_by uuid NOT NULL,
  source text NOT NULL,
  date date NOT NULL,
  amount bigint NOT NULL,
  reverses integer,
  entry_no integer,
  booked_on date,
  recorded_at timestamp(3) with time zone DEFAULT now(),
  CONSTRAINT allocation_amount_check CHECK ((amount <> 0)),
  CONSTRAINT allocation_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT allocation_caused_by_fkey FOREIGN KEY (caused_by) REFERENCES loan_event(id),
  CONSTRAINT allocation_event_id_fkey FOREIGN KEY (event_id) REFERENCES loan_event(id),
  CONSTRAINT allocation_pkey PRIMARY KEY (stream_id, no),
  CONSTRAINT allocation_recorded_check CHECK ((recorded_at IS NOT NULL)),
  CONSTRAINT allocation_source_check CHECK ((source = ANY (ARRAY['RECEIPT'::text, 'CREDIT'::text, 'ADVANCE'::text, 'WAIVER'::text, 'WRITE_OFF'::text]))),
  CONSTRAINT allocation_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES loan_stream(id),
  CONSTRAINT allocation_stream_id_invoice_no_fkey FOREIGN KEY (stream_id, invoice_no) REFERENCES invoice(stream_id, no),
  CONSTRAINT allocation_stream_id_reverses_fkey FOREIGN KEY (stream_id, reverses) REFERENCES allocation(stream_id, no),
  CONSTRAINT allocation_stream_id_reverses_key UNIQUE (stream_id, reverses)
);
CREATE INDEX allocation_stream_id_invoice_no_idx ON public.allocation USING btree (stream_id, invoice_no);
CREATE TRIGGER book_allocation BEFORE INSERT ON public.allocation FOR EACH ROW WHEN ((new.entry_no IS NULL)) EXECUTE FUNCTION book_allocation();
CREATE TRIGGER no_delete AFTER DELETE ON public.allocation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.allocation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_update AFTER UPDATE ON public.allocation FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE api_key (
  id uuid NOT NULL DEFAULT uuidv7(),
  business_id uuid NOT NULL,
  name text NOT NULL,
  prefix text NOT NULL,
  hash bytea NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  revoked_at timestamp(3) with time zone,
  CONSTRAINT api_key_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT api_key_pkey PRIMARY KEY (id),
  CONSTRAINT api_key_prefix_key UNIQUE (prefix)
);

CREATE TABLE batch_job (
  id uuid NOT NULL DEFAULT uuidv7(),
  business_id uuid NOT NULL,
  filter jsonb NOT NULL,
  actor text NOT NULL,
  reason text NOT NULL,
  total integer NOT NULL DEFAULT 0,
  created_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  lease_until timestamp(3) with time zone,
  finished_at timestamp(3) with time zone,
  CONSTRAINT batch_job_actor_check CHECK ((actor <> ''::text)),
  CONSTRAINT batch_job_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT batch_job_pkey PRIMARY KEY (id),
  CONSTRAINT batch_job_reason_check CHECK ((reason <> ''::text))
);
CREATE INDEX batch_job_open_idx ON public.batch_job USING btree (created_at) WHERE (finished_at IS NULL);

CREATE TABLE batch_job_item (
  job_id uuid NOT NULL,
  no integer NOT NULL,
  event_id uuid NOT NULL,
  CONSTRAINT batch_job_item_event_id_fkey FOREIGN KEY (event_id) REFERENCES loan_event(id),
  CONSTRAINT batch_job_item_job_id_fkey FOREIGN KEY (job_id) REFERENCES batch_job(id),
  CONSTRAINT batch_job_item_pkey PRIMARY KEY (job_id, no)
);
CREATE TRIGGER no_change AFTER DELETE OR UPDATE ON public.batch_job_item FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.batch_job_item FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE batch_job_result (
  job_id uuid NOT NULL,
  no integer NOT NULL,
  result text NOT NULL,
  done_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT batch_job_result_job_id_no_fkey FOREIGN KEY (job_id, no) REFERENCES batch_job_item(job_id, no),
  CONSTRAINT batch_job_result_pkey PRIMARY KEY (job_id, no),
  CONSTRAINT batch_job_result_result_check CHECK ((result = ANY (ARRAY['RETRIED'::text, 'NOT_PARKED'::text, 'EARLIER_OPEN'::text, 'NOT_FOUND'::text])))
);
CREATE TRIGGER no_change AFTER DELETE OR UPDATE ON public.batch_job_result FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.batch_job_result FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE business (
  id uuid NOT NULL DEFAULT uuidv7(),
  name text NOT NULL,
  currency character(3) NOT NULL,
  time_zone text NOT NULL DEFAULT 'UTC'::text,
  account_mapping jsonb NOT NULL DEFAULT '{}'::jsonb,
  closed_through date,
  created_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT business_name_key UNIQUE (name),
  CONSTRAINT business_pkey PRIMARY KEY (id)
);

CREATE TABLE compensation (
  stream_id bigint NOT NULL,
  event_id uuid NOT NULL,
  generation integer NOT NULL,
  from_seq integer NOT NULL,
  to_seq integer NOT NULL,
  refusal_code text NOT NULL,
  refusal_message text NOT NULL,
  owed_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  done_at timestamp(3) with time zone,
  CONSTRAINT compensation_event_id_fkey FOREIGN KEY (event_id) REFERENCES loan_event(id),
  CONSTRAINT compensation_pkey PRIMARY KEY (event_id, generation),
  CONSTRAINT compensation_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES loan_stream(id)
);
CREATE INDEX compensation_stream_id_idx ON public.compensation USING btree (stream_id);
CREATE UNIQUE INDEX compensation_owed_idx ON public.compensation USING btree (stream_id) WHERE (done_at IS NULL);
CREATE TRIGGER no_delete AFTER DELETE ON public.compensation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.compensation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE console_audit (
  id uuid NOT NULL DEFAULT uuidv7(),
  business_id uuid,
  user_id uuid,
  at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  action text NOT NULL,
  outcome text NOT NULL,
  actor text NOT NULL,
  subject text NOT NULL,
  ip text,
  CONSTRAINT console_audit_action_check CHECK ((action = ANY (ARRAY['SIGN_IN'::text, 'SIGN_OUT'::text, 'SWITCH_BUSINESS'::text, 'SET_PASSWORD'::text, 'ADD_USER'::text, 'DISABLE_USER'::text, 'SET_ROLES'::text, 'MAKE_LINK'::text]))),
  CONSTRAINT console_audit_actor_check CHECK ((actor <> ''::text)),
  CONSTRAINT console_audit_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT console_audit_outcome_check CHECK ((outcome = ANY (ARRAY['DONE'::text, 'REFUSED'::text]))),
  CONSTRAINT console_audit_pkey PRIMARY KEY (id),
  CONSTRAINT console_audit_user_id_fkey FOREIGN KEY (user_id) REFERENCES console_user(id)
);
CREATE INDEX console_audit_business_id_at_idx ON public.console_audit USING btree (business_id, at);
CREATE TRIGGER no_change AFTER DELETE OR UPDATE ON public.console_audit FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.console_audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE console_session (
  hash bytea NOT NULL,
  user_id uuid NOT NULL,
  business_id uuid NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  seen_at timestamp(3) with time zone NOT NULL,
  ended_at timestamp(3) with time zone,
  ip text NOT NULL,
  agent text NOT NULL,
  CONSTRAINT console_session_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT console_session_pkey PRIMARY KEY (hash),
  CONSTRAINT console_session_user_id_fkey FOREIGN KEY (user_id) REFERENCES console_user(id)
);
CREATE INDEX console_session_user_id_idx ON public.console_session USING btree (user_id) WHERE (ended_at IS NULL);

CREATE TABLE console_user (
  id uuid NOT NULL DEFAULT uuidv7(),
  email text NOT NULL,
  name text NOT NULL,
  password_hash text,
  oidc_subject text,
  locale text,
  created_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  disabled_at timestamp(3) with time zone,
  CONSTRAINT console_user_email_check CHECK (((email <> ''::text) AND (email = lower(email)))),
  CONSTRAINT console_user_email_key UNIQUE (email),
  CONSTRAINT console_user_name_check CHECK ((name <> ''::text)),
  CONSTRAINT console_user_oidc_subject_key UNIQUE (oidc_subject),
  CONSTRAINT console_user_pkey PRIMARY KEY (id)
);

CREATE TABLE credit_transfer (
  id uuid NOT NULL,
  stream_id bigint NOT NULL,
  to_stream_id bigint NOT NULL,
  business_id uuid NOT NULL,
  look_at timestamp(3) with time zone,
  attempts integer NOT NULL DEFAULT 0,
  created_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT credit_transfer_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT credit_transfer_pkey PRIMARY KEY (id),
  CONSTRAINT credit_transfer_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES loan_stream(id),
  CONSTRAINT credit_transfer_to_stream_id_fkey FOREIGN KEY (to_stream_id) REFERENCES loan_stream(id)
);
CREATE INDEX credit_transfer_look_at_idx ON public.credit_transfer USING btree (look_at) WHERE (look_at IS NOT NULL);
CREATE INDEX credit_transfer_stream_id_idx ON public.credit_transfer USING btree (stream_id);
CREATE INDEX credit_transfer_to_stream_id_idx ON public.credit_transfer USING btree (to_stream_id);
CREATE TRIGGER no_delete AFTER DELETE ON public.credit_transfer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.credit_transfer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transfer_content_fixed AFTER UPDATE ON public.credit_transfer FOR EACH ROW WHEN ((((((old.id IS DISTINCT FROM new.id) OR (old.stream_id IS DISTINCT FROM new.stream_id)) OR (old.to_stream_id IS DISTINCT FROM new.to_stream_id)) OR (old.business_id IS DISTINCT FROM new.business_id)) OR (old.created_at IS DISTINCT FROM new.created_at))) EXECUTE FUNCTION refuse_change();

CREATE TABLE credit_transfer_step (
  transfer_id uuid NOT NULL,
  no integer NOT NULL,
  stream_id bigint NOT NULL,
  business_id uuid NOT NULL,
  side text NOT NULL,
  action text NOT NULL,
  event_id uuid NOT NULL,
  CONSTRAINT credit_transfer_step_action_check CHECK ((action = ANY (ARRAY['SEND'::text, 'TAKE_BACK'::text]))),
  CONSTRAINT credit_transfer_step_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT credit_transfer_step_event_id_fkey FOREIGN KEY (event_id) REFERENCES loan_event(id),
  CONSTRAINT credit_transfer_step_pkey PRIMARY KEY (transfer_id, no),
  CONSTRAINT credit_transfer_step_side_check CHECK ((side = ANY (ARRAY['OUT'::text, 'IN'::text]))),
  CONSTRAINT credit_transfer_step_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES loan_stream(id),
  CONSTRAINT credit_transfer_step_transfer_id_fkey FOREIGN KEY (transfer_id) REFERENCES credit_transfer(id)
);
CREATE INDEX credit_transfer_step_event_id_idx ON public.credit_transfer_step USING btree (event_id);
CREATE INDEX credit_transfer_step_stream_id_idx ON public.credit_transfer_step USING btree (stream_id);
CREATE TRIGGER no_delete AFTER DELETE ON public.credit_transfer_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.credit_transfer_step FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_update AFTER UPDATE ON public.credit_transfer_step FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE customer (
  business_id uuid NOT NULL,
  customer_id text NOT NULL,
  name text NOT NULL,
  home text NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  named_by text,
  named_at timestamp(3) with time zone,
  no bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  active boolean NOT NULL DEFAULT true,
  activated_on date,
  profile jsonb NOT NULL DEFAULT '{}'::jsonb,
  CONSTRAINT customer_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT customer_home_check CHECK ((home = ANY (ARRAY['PUSH'::text, 'LMS'::text]))),
  CONSTRAINT customer_pkey PRIMARY KEY (business_id, customer_id)
);
CREATE UNIQUE INDEX customer_business_id_no_key ON public.customer USING btree (business_id, no);

CREATE TABLE customer_credit (
  stream_id bigint NOT NULL,
  event_id uuid NOT NULL,
  seq integer NOT NULL,
  business_id uuid NOT NULL,
  date date NOT NULL,
  amount bigint NOT NULL,
  open bigint NOT NULL,
  kind text NOT NULL DEFAULT 'CREDIT'::text,
  CONSTRAINT customer_credit_amount_check CHECK ((amount >= 0)),
  CONSTRAINT customer_credit_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT customer_credit_event_id_fkey FOREIGN KEY (event_id) REFERENCES loan_event(id),
  CONSTRAINT customer_credit_kind_check CHECK ((kind = ANY (ARRAY['CREDIT'::text, 'ADVANCE'::text]))),
  CONSTRAINT customer_credit_open_check CHECK (((open >= 0) AND (open <= amount))),
  CONSTRAINT customer_credit_pkey PRIMARY KEY (stream_id, event_id, kind),
  CONSTRAINT customer_credit_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES loan_stream(id)
);
CREATE INDEX customer_credit_open_idx ON public.customer_credit USING btree (stream_id) WHERE (open > 0);
CREATE TRIGGER credit_content_fixed AFTER UPDATE ON public.customer_credit FOR EACH ROW WHEN (((((((old.stream_id IS DISTINCT FROM new.stream_id) OR (old.event_id IS DISTINCT FROM new.event_id)) OR (old.kind IS DISTINCT FROM new.kind)) OR (old.seq IS DISTINCT FROM new.seq)) OR (old.business_id IS DISTINCT FROM new.business_id)) OR (old.date IS DISTINCT FROM new.date))) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_delete AFTER DELETE ON public.customer_credit FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.customer_credit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE customer_name (
  business_id uuid NOT NULL,
  customer_id text NOT NULL,
  no integer NOT NULL,
  name text NOT NULL,
  named_by text,
  named_at timestamp(3) with time zone NOT NULL,
  replaced_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT customer_name_business_id_customer_id_fkey FOREIGN KEY (business_id, customer_id) REFERENCES customer(business_id, customer_id),
  CONSTRAINT customer_name_pkey PRIMARY KEY (business_id, customer_id, no)
);
CREATE TRIGGER no_change AFTER DELETE OR UPDATE ON public.customer_name FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.customer_name FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE event_parking (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  business_id uuid NOT NULL,
  stream_id bigint NOT NULL,
  event_id uuid NOT NULL,
  generation integer NOT NULL,
  code text NOT NULL,
  message text NOT NULL,
  parked_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT event_parking_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT event_parking_event_id_fkey FOREIGN KEY (event_id) REFERENCES loan_event(id),
  CONSTRAINT event_parking_pkey PRIMARY KEY (id),
  CONSTRAINT event_parking_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES loan_stream(id)
);
CREATE INDEX event_parking_event_id_idx ON public.event_parking USING btree (event_id);
CREATE TRIGGER no_change AFTER DELETE OR UPDATE ON public.event_parking FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.event_parking FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE external_posting (
  event_id uuid NOT NULL,
  generation integer NOT NULL,
  stream_id bigint NOT NULL,
  business_id uuid NOT NULL,
  remote_event_id text,
  remote_status text NOT NULL,
  refusal_code text,
  refusal_message text,
  answered_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT external_posting_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT external_posting_event_id_fkey FOREIGN KEY (event_id) REFERENCES loan_event(id),
  CONSTRAINT external_posting_pkey PRIMARY KEY (event_id, generation),
  CONSTRAINT external_posting_remote_status_check CHECK ((remote_status = ANY (ARRAY['POSTED'::text, 'REFUSED'::text]))),
  CONSTRAINT external_posting_status_check CHECK ((((remote_status = 'POSTED'::text) AND (remote_event_id IS NOT NULL) AND (refusal_code IS NULL)) OR ((remote_status = 'REFUSED'::text) AND (refusal_code IS NOT NULL) AND (refusal_message IS NOT NULL)))),
  CONSTRAINT external_posting_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES loan_stream(id)
);
CREATE INDEX external_posting_stream_id_idx ON public.external_posting USING btree (stream_id);
CREATE TRIGGER no_delete AFTER DELETE ON public.external_posting FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.external_posting FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_update AFTER UPDATE ON public.external_posting FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE function_set (
  no integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  checksum text NOT NULL,
  version text NOT NULL,
  functions jsonb NOT NULL,
  applied_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT function_set_pkey PRIMARY KEY (no)
);

CREATE TABLE installment_line (
  stream_id bigint NOT NULL,
  no integer NOT NULL,
  business_id uuid NOT NULL,
  item integer NOT NULL,
  due_on date NOT NULL,
  kind text NOT NULL,
  principal bigint NOT NULL,
  interest bigint NOT NULL,
  fees bigint NOT NULL,
  penalties bigint NOT NULL,
  event_id uuid NOT NULL,
  caused_by uuid NOT NULL,
  booked_on date NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT installment_line_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT installment_line_caused_by_fkey FOREIGN KEY (caused_by) REFERENCES loan_event(id),
  CONSTRAINT installment_line_event_id_fkey FOREIGN KEY (event_id) REFERENCES loan_event(id),
  CONSTRAINT installment_line_kind_check CHECK ((kind = ANY (ARRAY['DUE'::text, 'PAID'::text, 'WAIVED'::text, 'WRITTEN_OFF'::text]))),
  CONSTRAINT installment_line_pkey PRIMARY KEY (stream_id, no),
  CONSTRAINT installment_line_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES loan_stream(id)
);
CREATE INDEX installment_line_business_id_booked_on_idx ON public.installment_line USING btree (business_id, booked_on);
CREATE TRIGGER no_delete AFTER DELETE ON public.installment_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.installment_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_update AFTER UPDATE ON public.installment_line FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE invoice (
  stream_id bigint NOT NULL,
  no integer NOT NULL,
  business_id uuid NOT NULL,
  event_id uuid NOT NULL,
  type text NOT NULL,
  date date NOT NULL,
  amount bigint NOT NULL,
  open bigint NOT NULL,
  status text NOT NULL,
  lines jsonb NOT NULL,
  CONSTRAINT invoice_amount_check CHECK ((amount > 0)),
  CONSTRAINT invoice_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT invoice_event_id_fkey FOREIGN KEY (event_id) REFERENCES loan_event(id),
  CONSTRAINT invoice_open_check CHECK (((open >= 0) AND (open <= amount) AND ((open > 0) = (status = 'OPEN'::text)))),
  CONSTRAINT invoice_pkey PRIMARY KEY (stream_id, no),
  CONSTRAINT invoice_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'PAID'::text, 'CANCELLED'::text]))),
  CONSTRAINT invoice_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES loan_stream(id),
  CONSTRAINT invoice_type_check CHECK ((type = ANY (ARRAY['DISBURSEMENT'::text, 'PRINCIPAL'::text, 'INTEREST'::text, 'FEE'::text, 'PENALTY'::text])))
);
CREATE INDEX invoice_event_id_idx ON public.invoice USING btree (event_id);
CREATE INDEX invoice_open_idx ON public.invoice USING btree (stream_id, no) WHERE (open > 0);
CREATE TRIGGER invoice_content_fixed AFTER UPDATE ON public.invoice FOR EACH ROW WHEN (((((((((old.stream_id IS DISTINCT FROM new.stream_id) OR (old.no IS DISTINCT FROM new.no)) OR (old.business_id IS DISTINCT FROM new.business_id)) OR (old.event_id IS DISTINCT FROM new.event_id)) OR (old.type IS DISTINCT FROM new.type)) OR (old.date IS DISTINCT FROM new.date)) OR (old.amount IS DISTINCT FROM new.amount)) OR (old.lines IS DISTINCT FROM new.lines))) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_delete AFTER DELETE ON public.invoice FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.invoice FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE journal_entry (
  stream_id bigint NOT NULL,
  no integer NOT NULL,
  business_id uuid NOT NULL,
  event_id uuid NOT NULL,
  caused_by uuid NOT NULL,
  generation integer NOT NULL,
  date date NOT NULL,
  value_date date NOT NULL,
  description text NOT NULL,
  reverses integer,
  hash text NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  part text,
  CONSTRAINT journal_entry_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT journal_entry_caused_by_fkey FOREIGN KEY (caused_by) REFERENCES loan_event(id),
  CONSTRAINT journal_entry_event_id_fkey FOREIGN KEY (event_id) REFERENCES loan_event(id),
  CONSTRAINT journal_entry_part_check CHECK ((part = ANY (ARRAY['DISBURSEMENT'::text, 'INTEREST'::text, 'CHARGES'::text, 'RECEIPT'::text, 'CREDIT_USE'::text, 'ADVANCE_USE'::text, 'WAIVER'::text, 'WRITE_OFF'::text, 'REFUND'::text, 'PAYOUT'::text, 'TRANSFER'::text]))),
  CONSTRAINT journal_entry_pkey PRIMARY KEY (stream_id, no),
  CONSTRAINT journal_entry_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES loan_stream(id),
  CONSTRAINT journal_entry_stream_id_reverses_fkey FOREIGN KEY (stream_id, reverses) REFERENCES journal_entry(stream_id, no),
  CONSTRAINT journal_entry_stream_id_reverses_key UNIQUE (stream_id, reverses)
);
CREATE INDEX journal_entry_stream_id_date_idx ON public.journal_entry USING btree (stream_id, date);
CREATE CONSTRAINT TRIGGER journal_entry_balanced AFTER INSERT ON public.journal_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_entry_balanced();
CREATE TRIGGER no_delete AFTER DELETE ON public.journal_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.journal_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_update AFTER UPDATE ON public.journal_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE journal_line (
  stream_id bigint NOT NULL,
  entry_no integer NOT NULL,
  line_no integer NOT NULL,
  business_id uuid NOT NULL,
  account text NOT NULL,
  amount bigint NOT NULL,
  role text,
  date date,
  CONSTRAINT journal_line_amount_check CHECK ((amount <> 0)),
  CONSTRAINT journal_line_business_id_account_fkey FOREIGN KEY (business_id, account) REFERENCES account(business_id, code),
  CONSTRAINT journal_line_dated_check CHECK (((role IS NOT NULL) AND (date IS NOT NULL))),
  CONSTRAINT journal_line_pkey PRIMARY KEY (stream_id, entry_no, line_no),
  CONSTRAINT journal_line_stream_id_entry_no_fkey FOREIGN KEY (stream_id, entry_no) REFERENCES journal_entry(stream_id, no)
);
CREATE INDEX journal_line_business_id_account_date_idx ON public.journal_line USING btree (business_id, account, date);
CREATE INDEX journal_line_business_id_role_date_idx ON public.journal_line USING btree (business_id, role, date);
CREATE TRIGGER date_line BEFORE INSERT ON public.journal_line FOR EACH ROW WHEN (((new.role IS NULL) OR (new.date IS NULL))) EXECUTE FUNCTION date_line();
CREATE TRIGGER journal_lines_balanced AFTER INSERT ON public.journal_line REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION journal_lines_balanced();
CREATE TRIGGER no_delete AFTER DELETE ON public.journal_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.journal_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_update AFTER UPDATE ON public.journal_line FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE key_pair (
  key_id uuid NOT NULL DEFAULT uuidv7(),
  business_id uuid NOT NULL,
  name text NOT NULL,
  secret_hash text NOT NULL,
  scopes text[] NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  revoked_at timestamp(3) with time zone,
  CONSTRAINT key_pair_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT key_pair_pkey PRIMARY KEY (key_id)
);

CREATE TABLE keyed_write (
  business_id uuid NOT NULL,
  key text NOT NULL,
  kind text NOT NULL,
  fingerprint text NOT NULL,
  result jsonb NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT keyed_write_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT keyed_write_pkey PRIMARY KEY (business_id, key)
);
CREATE TRIGGER no_change AFTER DELETE OR UPDATE ON public.keyed_write FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.keyed_write FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE ledger_loan (
  stream_id bigint NOT NULL,
  business_id uuid NOT NULL,
  seq integer NOT NULL DEFAULT 0,
  next_invoice integer NOT NULL DEFAULT 1,
  next_entry integer NOT NULL DEFAULT 1,
  next_allocation integer NOT NULL DEFAULT 1,
  chain_head text NOT NULL DEFAULT ''::text,
  CONSTRAINT ledger_loan_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT ledger_loan_pkey PRIMARY KEY (stream_id),
  CONSTRAINT ledger_loan_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES loan_stream(id)
);
CREATE TRIGGER no_delete AFTER DELETE ON public.ledger_loan FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.ledger_loan FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE lending_product (
  business_id uuid NOT NULL,
  no integer NOT NULL,
  code text NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT lending_product_business_id_code_key UNIQUE (business_id, code),
  CONSTRAINT lending_product_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT lending_product_no_check CHECK ((no > 0)),
  CONSTRAINT lending_product_pkey PRIMARY KEY (business_id, no)
);
CREATE TRIGGER no_change AFTER DELETE OR UPDATE ON public.lending_product FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.lending_product FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE lending_product_version (
  business_id uuid NOT NULL,
  product_no integer NOT NULL,
  version integer NOT NULL,
  status text NOT NULL,
  name text NOT NULL,
  currency character(3) NOT NULL,
  config jsonb NOT NULL,
  accounting_mapping jsonb NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT lending_product_version_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT lending_product_version_business_id_product_no_fkey FOREIGN KEY (business_id, product_no) REFERENCES lending_product(business_id, no),
  CONSTRAINT lending_product_version_pkey PRIMARY KEY (business_id, product_no, version),
  CONSTRAINT lending_product_version_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text]))),
  CONSTRAINT lending_product_version_version_check CHECK ((version > 0))
);
CREATE TRIGGER no_change AFTER DELETE OR UPDATE ON public.lending_product_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.lending_product_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE loan (
  stream_id bigint NOT NULL,
  business_id uuid NOT NULL,
  customer_id text,
  status text NOT NULL,
  seq integer NOT NULL DEFAULT 0,
  next_transaction integer NOT NULL DEFAULT 1,
  principal bigint NOT NULL DEFAULT 0,
  principal_outstanding bigint NOT NULL DEFAULT 0,
  interest_outstanding bigint NOT NULL DEFAULT 0,
  credit_balance bigint NOT NULL DEFAULT 0,
  disbursed_on date,
  settled_on date,
  product_no integer,
  product_version integer,
  approved_principal bigint,
  fees_outstanding bigint NOT NULL DEFAULT 0,
  penalties_outstanding bigint NOT NULL DEFAULT 0,
  submitted_on date,
  approved_on date,
  rejected_on date,
  withdrawn_on date,
  closed_on date,
  overpaid_on date,
  written_off_on date,
  matures_on date,
  CONSTRAINT loan_approved_principal_check CHECK ((approved_principal >= 0)),
  CONSTRAINT loan_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT loan_credit_balance_check CHECK ((credit_balance >= 0)),
  CONSTRAINT loan_fees_outstanding_check CHECK ((fees_outstanding >= 0)),
  CONSTRAINT loan_interest_outstanding_check CHECK ((interest_outstanding >= 0)),
  CONSTRAINT loan_penalties_outstanding_check CHECK ((penalties_outstanding >= 0)),
  CONSTRAINT loan_pkey PRIMARY KEY (stream_id),
  CONSTRAINT loan_principal_check CHECK ((principal >= 0)),
  CONSTRAINT loan_principal_outstanding_check CHECK ((principal_outstanding >= 0)),
  CONSTRAINT loan_status_check CHECK ((status = ANY (ARRAY['Submitted'::text, 'Approved'::text, 'Active'::text, 'Closed (obligations met)'::text, 'Overpaid'::text, 'Rejected'::text, 'Withdrawn'::text, 'Closed (written off)'::text]))),
  CONSTRAINT loan_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES loan_stream(id)
);
CREATE INDEX loan_business_id_customer_id_stream_id_idx ON public.loan USING btree (business_id, customer_id, stream_id);
CREATE INDEX loan_business_id_product_no_stream_id_idx ON public.loan USING btree (business_id, product_no, stream_id);
CREATE INDEX loan_business_id_status_stream_id_idx ON public.loan USING btree (business_id, status, stream_id);
CREATE TRIGGER no_delete AFTER DELETE ON public.loan FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.loan FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE loan_charge (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  stream_id bigint NOT NULL,
  business_id uuid NOT NULL,
  event_id uuid NOT NULL,
  index integer NOT NULL,
  CONSTRAINT loan_charge_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT loan_charge_event_id_fkey FOREIGN KEY (event_id) REFERENCES loan_event(id),
  CONSTRAINT loan_charge_event_id_index_key UNIQUE (event_id, index),
  CONSTRAINT loan_charge_pkey PRIMARY KEY (id),
  CONSTRAINT loan_charge_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES loan_stream(id)
);
CREATE INDEX loan_charge_stream_id_idx ON public.loan_charge USING btree (stream_id);
CREATE TRIGGER no_delete AFTER DELETE ON public.loan_charge FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.loan_charge FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_update AFTER UPDATE ON public.loan_charge FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE loan_due (
  stream_id bigint NOT NULL,
  business_id uuid NOT NULL,
  next_on date NOT NULL,
  wake_at timestamp(3) with time zone NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  CONSTRAINT loan_due_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT loan_due_pkey PRIMARY KEY (stream_id),
  CONSTRAINT loan_due_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES loan_stream(id)
);
CREATE INDEX loan_due_told_idx ON public.loan_due USING btree (next_on) WHERE (attempts > 0);
CREATE INDEX loan_due_wake_at_idx ON public.loan_due USING btree (wake_at);

CREATE TABLE loan_event (
  id uuid NOT NULL DEFAULT uuidv7(),
  stream_id bigint NOT NULL,
  business_id uuid NOT NULL,
  seq integer NOT NULL,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  fingerprint text NOT NULL,
  idempotency_key text,
  claim text,
  effective_date date NOT NULL,
  sent_by text NOT NULL,
  received_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  status text NOT NULL DEFAULT 'STAGED'::text,
  generation integer NOT NULL DEFAULT 1,
  failure_code text,
  failure_message text,
  finished_at timestamp(3) with time zone,
  reversed_by uuid,
  details jsonb,
  relies_on uuid[],
  staged_with uuid,
  batch_seq integer,
  CONSTRAINT loan_event_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT loan_event_business_id_idempotency_key_key UNIQUE (business_id, idempotency_key),
  CONSTRAINT loan_event_kind_check CHECK ((kind = ANY (ARRAY['DISBURSEMENT'::text, 'REVENUE_REPORT'::text, 'REPAYMENT'::text, 'EARLY_SETTLEMENT'::text, 'REVERSAL'::text, 'SUBMIT'::text, 'APPROVE'::text, 'REJECT'::text, 'WITHDRAW'::text, 'DISBURSE'::text, 'REPAY'::text, 'ADD_CHARGE'::text, 'WAIVE_CHARGE'::text, 'WAIVE_INTEREST'::text, 'WRITE_OFF'::text, 'REFUND'::text, 'CREDIT_REFUND'::text, 'CREDIT_OUT'::text, 'UNDO_APPROVAL'::text, 'UNDO_DISBURSAL'::text, 'UNDO_WRITE_OFF'::text, 'ACCRUAL'::text, 'PENALTY'::text]))),
  CONSTRAINT loan_event_pkey PRIMARY KEY (id),
  CONSTRAINT loan_event_reversed_by_fkey FOREIGN KEY (reversed_by) REFERENCES loan_event(id),
  CONSTRAINT loan_event_staged_with_fkey FOREIGN KEY (staged_with) REFERENCES loan_event(id),
  CONSTRAINT loan_event_status_check CHECK ((status = ANY (ARRAY['STAGED'::text, 'POSTED'::text, 'FAILED'::text, 'PARKED'::text, 'REVERSED'::text]))),
  CONSTRAINT loan_event_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES loan_stream(id),
  CONSTRAINT loan_event_stream_id_seq_key UNIQUE (stream_id, seq)
);
CREATE INDEX loan_event_open_idx ON public.loan_event USING btree (stream_id, seq) WHERE (status = ANY (ARRAY['STAGED'::text, 'PARKED'::text]));
CREATE INDEX loan_event_parked_idx ON public.loan_event USING btree (business_id, stream_id) WHERE (status = 'PARKED'::text);
CREATE INDEX loan_event_payout_idx ON public.loan_event USING btree (business_id, finished_at) WHERE (kind = ANY (ARRAY['DISBURSE'::text, 'REFUND'::text, 'CREDIT_REFUND'::text]));
CREATE INDEX loan_event_reversal_idx ON public.loan_event USING btree (stream_id, seq) WHERE (kind = 'REVERSAL'::text);
CREATE INDEX loan_event_stream_id_fingerprint_idx ON public.loan_event USING btree (stream_id, fingerprint);
CREATE UNIQUE INDEX loan_event_live_claim_idx ON public.loan_event USING btree (stream_id, claim) WHERE ((claim IS NOT NULL) AND (status = ANY (ARRAY['STAGED'::text, 'POSTED'::text, 'PARKED'::text])));
CREATE TRIGGER event_content_fixed AFTER UPDATE ON public.loan_event FOR EACH ROW WHEN ((((((((((((((old.id IS DISTINCT FROM new.id) OR (old.stream_id IS DISTINCT FROM new.stream_id)) OR (old.business_id IS DISTINCT FROM new.business_id)) OR (old.seq IS DISTINCT FROM new.seq)) OR (old.kind IS DISTINCT FROM new.kind)) OR (old.payload IS DISTINCT FROM new.payload)) OR (old.details IS DISTINCT FROM new.details)) OR (old.fingerprint IS DISTINCT FROM new.fingerprint)) OR (old.idempotency_key IS DISTINCT FROM new.idempotency_key)) OR (old.claim IS DISTINCT FROM new.claim)) OR (old.effective_date IS DISTINCT FROM new.effective_date)) OR (old.sent_by IS DISTINCT FROM new.sent_by)) OR (old.received_at IS DISTINCT FROM new.received_at))) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_links_fixed AFTER UPDATE ON public.loan_event FOR EACH ROW WHEN (((old.relies_on IS DISTINCT FROM new.relies_on) OR (old.staged_with IS DISTINCT FROM new.staged_with))) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_outcome_final AFTER UPDATE ON public.loan_event FOR EACH ROW WHEN ((((old.status = ANY (ARRAY['FAILED'::text, 'REVERSED'::text])) AND (new.status <> old.status)) OR ((old.status = 'POSTED'::text) AND (new.status <> ALL (ARRAY['POSTED'::text, 'REVERSED'::text]))))) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_parked AFTER UPDATE ON public.loan_event FOR EACH ROW WHEN (((new.status = 'PARKED'::text) AND (old.status <> 'PARKED'::text))) EXECUTE FUNCTION note_parking();
CREATE TRIGGER no_delete AFTER DELETE ON public.loan_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.loan_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE loan_stream (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  business_id uuid NOT NULL,
  external_id text NOT NULL,
  home text NOT NULL,
  last_seq integer NOT NULL DEFAULT 0,
  busy boolean NOT NULL DEFAULT false,
  parked boolean NOT NULL DEFAULT false,
  retell_at timestamp(3) with time zone,
  retell_attempts integer NOT NULL DEFAULT 0,
  created_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  mirrored boolean NOT NULL DEFAULT false,
  CONSTRAINT loan_stream_business_id_external_id_key UNIQUE (business_id, external_id),
  CONSTRAINT loan_stream_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT loan_stream_home_check CHECK ((home = ANY (ARRAY['PUSH'::text, 'LMS'::text]))),
  CONSTRAINT loan_stream_pkey PRIMARY KEY (id)
);
CREATE INDEX loan_stream_retell_at_idx ON public.loan_stream USING btree (retell_at) WHERE (retell_at IS NOT NULL);
CREATE TRIGGER no_delete AFTER DELETE ON public.loan_stream FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.loan_stream FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE loan_transaction (
  stream_id bigint NOT NULL,
  no integer NOT NULL,
  event_id uuid NOT NULL,
  caused_by uuid NOT NULL,
  generation integer NOT NULL,
  undoes integer,
  seq integer NOT NULL,
  type text NOT NULL,
  date date NOT NULL,
  amount bigint NOT NULL,
  principal bigint NOT NULL,
  interest bigint NOT NULL,
  fees bigint NOT NULL,
  waived bigint NOT NULL,
  overpayment bigint NOT NULL,
  before jsonb,
  after jsonb,
  refusal_code text,
  refusal_message text,
  recorded_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  part smallint NOT NULL DEFAULT 0,
  penalties bigint NOT NULL DEFAULT 0,
  CONSTRAINT loan_transaction_caused_by_fkey FOREIGN KEY (caused_by) REFERENCES loan_event(id),
  CONSTRAINT loan_transaction_event_id_fkey FOREIGN KEY (event_id) REFERENCES loan_event(id),
  CONSTRAINT loan_transaction_id_key UNIQUE (id),
  CONSTRAINT loan_transaction_pkey PRIMARY KEY (stream_id, no),
  CONSTRAINT loan_transaction_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES loan_stream(id),
  CONSTRAINT loan_transaction_stream_id_undoes_fkey FOREIGN KEY (stream_id, undoes) REFERENCES loan_transaction(stream_id, no)
);
CREATE INDEX loan_transaction_event_id_idx ON public.loan_transaction USING btree (event_id);
CREATE UNIQUE INDEX loan_transaction_own_part_idx ON public.loan_transaction USING btree (event_id, generation, part) WHERE ((undoes IS NULL) AND (event_id = caused_by));
CREATE TRIGGER no_delete AFTER DELETE ON public.loan_transaction FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.loan_transaction FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_update AFTER UPDATE ON public.loan_transaction FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE login_link (
  hash bytea NOT NULL,
  user_id uuid NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamp(3) with time zone NOT NULL,
  used_at timestamp(3) with time zone,
  CONSTRAINT login_link_pkey PRIMARY KEY (hash),
  CONSTRAINT login_link_user_id_fkey FOREIGN KEY (user_id) REFERENCES console_user(id)
);

CREATE TABLE membership (
  user_id uuid NOT NULL,
  business_id uuid NOT NULL,
  roles text[] NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT membership_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT membership_pkey PRIMARY KEY (user_id, business_id),
  CONSTRAINT membership_roles_check CHECK ((roles <@ ARRAY['auditor'::text, 'manager'::text, 'operator'::text, 'accountant'::text, 'admin'::text])),
  CONSTRAINT membership_user_id_fkey FOREIGN KEY (user_id) REFERENCES console_user(id)
);
CREATE INDEX membership_business_id_idx ON public.membership USING btree (business_id);

CREATE TABLE operator_action (
  id uuid NOT NULL DEFAULT uuidv7(),
  business_id uuid NOT NULL,
  stream_id bigint,
  event_id uuid,
  action text NOT NULL,
  actor text NOT NULL,
  reason text NOT NULL,
  acted_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  customer_id text,
  CONSTRAINT operator_action_about_check CHECK (
CASE action
    WHEN 'RECTIFY'::text THEN ((customer_id IS NOT NULL) AND (event_id IS NULL) AND (stream_id IS NULL))
    ELSE ((customer_id IS NULL) AND (event_id IS NOT NULL) AND (stream_id IS NOT NULL))
END),
  CONSTRAINT operator_action_action_check CHECK ((action = ANY (ARRAY['RETRY'::text, 'SKIP'::text, 'REVERSE'::text, 'RECTIFY'::text, 'CORRECT'::text]))),
  CONSTRAINT operator_action_actor_check CHECK ((actor <> ''::text)),
  CONSTRAINT operator_action_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT operator_action_event_id_fkey FOREIGN KEY (event_id) REFERENCES loan_event(id),
  CONSTRAINT operator_action_pkey PRIMARY KEY (id),
  CONSTRAINT operator_action_reason_check CHECK ((reason <> ''::text)),
  CONSTRAINT operator_action_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES loan_stream(id)
);
CREATE INDEX operator_action_business_id_acted_at_idx ON public.operator_action USING btree (business_id, acted_at);
CREATE INDEX operator_action_event_id_idx ON public.operator_action USING btree (event_id);
CREATE INDEX operator_action_stream_id_idx ON public.operator_action USING btree (stream_id);
CREATE TRIGGER no_delete AFTER DELETE ON public.operator_action FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON public.operator_action FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_update AFTER UPDATE ON public.operator_action FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE refused_hour (
  business_id uuid NOT NULL,
  hour timestamp(3) with time zone NOT NULL,
  kept integer NOT NULL,
  left_out integer NOT NULL,
  CONSTRAINT refused_hour_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT refused_hour_pkey PRIMARY KEY (business_id, hour)
);
CREATE INDEX refused_hour_hour_idx ON public.refused_hour USING btree (hour);

CREATE TABLE refused_request (
  id uuid NOT NULL DEFAULT uuidv7(),
  business_id uuid NOT NULL,
  loan_id text,
  kind text NOT NULL,
  code text NOT NULL,
  message text NOT NULL,
  fields jsonb NOT NULL DEFAULT '[]'::jsonb,
  sent_by text NOT NULL,
  refused_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT refused_request_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT refused_request_kind_check CHECK ((kind = ANY (ARRAY['DISBURSEMENT'::text, 'REVENUE_REPORT'::text, 'REPAYMENT'::text, 'EARLY_SETTLEMENT'::text, 'REVERSAL'::text, 'SUBMIT'::text, 'APPROVE'::text, 'REJECT'::text, 'WITHDRAW'::text, 'DISBURSE'::text, 'REPAY'::text, 'ADD_CHARGE'::text, 'WAIVE_CHARGE'::text, 'WAIVE_INTEREST'::text, 'WRITE_OFF'::text, 'REFUND'::text, 'CREDIT_REFUND'::text, 'CREDIT_OUT'::text, 'UNDO_APPROVAL'::text, 'UNDO_DISBURSAL'::text, 'UNDO_WRITE_OFF'::text, 'ACCRUAL'::text, 'PENALTY'::text]))),
  CONSTRAINT refused_request_pkey PRIMARY KEY (id)
);
CREATE INDEX refused_request_business_id_refused_at_idx ON public.refused_request USING btree (business_id, refused_at);
CREATE INDEX refused_request_refused_at_idx ON public.refused_request USING btree (refused_at);

CREATE TABLE request_count (
  counted_as text NOT NULL,
  requests integer NOT NULL,
  until timestamp(3) with time zone NOT NULL,
  CONSTRAINT request_count_pkey PRIMARY KEY (counted_as)
);

CREATE TABLE signing_key (
  kid text NOT NULL,
  public_jwk jsonb NOT NULL,
  private_key text NOT NULL,
  signs_from timestamp(3) with time zone NOT NULL,
  retired_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT signing_key_pkey PRIMARY KEY (kid)
);

CREATE TABLE vat_rate (
  business_id uuid NOT NULL,
  valid_from date NOT NULL,
  rate numeric(9,8) NOT NULL,
  CONSTRAINT vat_rate_business_id_fkey FOREIGN KEY (business_id) REFERENCES business(id),
  CONSTRAINT vat_rate_pkey PRIMARY KEY (business_id, valid_from),
  CONSTRAINT vat_rate_rate_check CHECK (((rate >= (0)::numeric) AND (rate <= (1)::numeric)))
);

-- accounts_of(of_stream bigint) RETURNS jsonb LANGUAGE plpgsql STABLE
-- activate_customer(b jsonb) RETURNS jsonb LANGUAGE plpgsql
-- add_signing_key(k jsonb) RETURNS boolean LANGUAGE plpgsql
-- amend_customer(b jsonb) RETURNS jsonb LANGUAGE plpgsql
-- assert_entry_balanced(of_stream bigint, of_entry integer) RETURNS void LANGUAGE plpgsql
-- begin_transfer(r jsonb) RETURNS jsonb LANGUAGE plpgsql
-- book_allocation() RETURNS trigger LANGUAGE plpgsql
-- booking_entry(of_stream bigint, named integer, by_event uuid, how text, day date, is_undone boolean) RETURNS integer LANGUAGE sql STABLE
-- borrower_of(of_stream bigint) RETURNS text LANGUAGE sql STABLE
-- borrower_refused(r jsonb) RETURNS jsonb LANGUAGE plpgsql
-- claim_base(claim text) RETURNS text LANGUAGE sql IMMUTABLE
-- claim_of(of_stream bigint, base text) RETURNS text LANGUAGE sql STABLE
-- claimed_by(kind text, payload jsonb) RETURNS text LANGUAGE sql IMMUTABLE
-- command_payload(of_stream bigint, r jsonb) RETURNS jsonb LANGUAGE plpgsql
-- command_refused(stream anyelement, r jsonb) RETURNS jsonb LANGUAGE plpgsql
-- compensate(of_stream bigint, standing jsonb DEFAULT NULL::jsonb) RETURNS jsonb LANGUAGE plpgsql SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off
-- control_changes_after(of_stream bigint, day date) RETURNS jsonb LANGUAGE plpgsql STABLE SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off
-- copy_loan(r jsonb) RETURNS void LANGUAGE plpgsql
-- correction_repeated(r jsonb) RETURNS jsonb LANGUAGE plpgsql SET plan_cache_mode=force_custom_plan
-- create_batch_job(b jsonb) RETURNS uuid LANGUAGE plpgsql
-- create_customer(b jsonb) RETURNS jsonb LANGUAGE plpgsql
-- create_product(b jsonb) RETURNS jsonb LANGUAGE plpgsql
-- customer_json(c anyelement) RETURNS jsonb LANGUAGE sql STABLE
-- date_line() RETURNS trigger LANGUAGE plpgsql
-- event_json(e anyelement) RETURNS jsonb LANGUAGE sql STABLE
-- hold_key(in_business uuid, key text) RETURNS void LANGUAGE sql
-- holds(status text) RETURNS boolean LANGUAGE sql IMMUTABLE
-- in_order_of_loans(requests jsonb) RETURNS TABLE(request jsonb, place integer) LANGUAGE sql
-- is_cascade(r anyelement, target anyelement) RETURNS boolean LANGUAGE sql IMMUTABLE
-- is_live(e anyelement) RETURNS boolean LANGUAGE sql STABLE
-- is_told(r jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE
-- iso_instant(at timestamp with time zone) RETURNS text LANGUAGE sql STABLE
-- journal_entry_balanced() RETURNS trigger LANGUAGE plpgsql
-- journal_lines_balanced() RETURNS trigger LANGUAGE plpgsql
-- judged_amount(e anyelement) RETURNS text LANGUAGE plpgsql STABLE
-- keep_keyed(b jsonb, result jsonb) RETURNS jsonb LANGUAGE plpgsql
-- keep_refused(b jsonb) RETURNS void LANGUAGE plpgsql
-- key_answer(r jsonb) RETURNS jsonb LANGUAGE plpgsql
-- keyed_answer(b jsonb) RETURNS jsonb LANGUAGE plpgsql
-- latest_product_version(b jsonb) RETURNS lending_product_version LANGUAGE plpgsql
-- ledger_post(b jsonb) RETURNS jsonb LANGUAGE plpgsql SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off
-- lending_row(l anyelement) RETURNS jsonb LANGUAGE sql STABLE
-- lending_transactions(of_stream bigint) RETURNS jsonb LANGUAGE plpgsql STABLE
-- lending_view(of_stream bigint, of_event uuid) RETURNS jsonb LANGUAGE plpgsql STABLE SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off
-- live_facts(of_stream bigint, at_most integer) RETURNS jsonb LANGUAGE plpgsql STABLE SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off
-- lms_record(b jsonb) RETURNS text LANGUAGE plpgsql SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off
-- loan_ref(s anyelement) RETURNS jsonb LANGUAGE sql STABLE
-- lock_stream(of_stream bigint) RETURNS uuid LANGUAGE plpgsql
-- look_at_transfers(of_events uuid[]) RETURNS void LANGUAGE plpgsql
-- mapping_refused(in_business uuid, mapping jsonb) RETURNS jsonb LANGUAGE sql STABLE
-- move_loan(of_stream bigint, p jsonb, to_seq integer, next_no integer) RETURNS void LANGUAGE plpgsql
-- name_of_customer(profile jsonb) RETURNS text LANGUAGE sql IMMUTABLE
-- names_said(requests jsonb, outcomes jsonb[]) RETURNS TABLE(business_id uuid, customer_id text, name text, home text, opens_customer boolean, sent_by text, place integer) LANGUAGE sql IMMUTABLE
-- note_parking() RETURNS trigger LANGUAGE plpgsql
-- note_transfer_step(of_transfer uuid, on_stream bigint, its_side text, its_action text, staged jsonb) RETURNS void LANGUAGE sql
-- numbered_loan(s anyelement) RETURNS jsonb LANGUAGE sql STABLE
-- open_interest(of_stream bigint) RETURNS jsonb LANGUAGE sql STABLE
-- open_loan_copy() RETURNS void LANGUAGE plpgsql
-- operate(b jsonb) RETURNS jsonb LANGUAGE plpgsql
-- own_loan_json(l anyelement) RETURNS jsonb LANGUAGE sql STABLE
-- position_json(l anyelement) RETURNS jsonb LANGUAGE sql STABLE
-- publish_product(b jsonb) RETURNS jsonb LANGUAGE plpgsql
-- pull_staged(of_stream bigint) RETURNS boolean LANGUAGE plpgsql
-- push_answer(stream anyelement, r jsonb) RETURNS jsonb LANGUAGE plpgsql
-- push_refused(of_stream bigint, r jsonb, undo_waits boolean) RETURNS jsonb LANGUAGE plpgsql
-- push_repeated(of_stream bigint, r jsonb, undo_waits boolean) RETURNS jsonb LANGUAGE plpgsql SET plan_cache_mode=force_custom_plan
-- push_warnings(of_stream bigint, r jsonb) RETURNS jsonb LANGUAGE plpgsql SET plan_cache_mode=force_custom_plan
-- record_and_post(recording jsonb, posting jsonb) RETURNS jsonb LANGUAGE plpgsql
-- rectify_customer(b jsonb) RETURNS boolean LANGUAGE plpgsql
-- redraft_product(b jsonb) RETURNS jsonb LANGUAGE plpgsql
-- refuse_change() RETURNS trigger LANGUAGE plpgsql
-- rehearse_customer(write text, b jsonb) RETURNS jsonb LANGUAGE plpgsql
-- relies_on(of_stream bigint, r jsonb) RETURNS uuid[] LANGUAGE plpgsql
-- rename_customer(in_business uuid, of_customer text, new_name text, sender text) RETURNS boolean LANGUAGE plpgsql
-- require_keys(given jsonb, VARIADIC keys text[]) RETURNS jsonb LANGUAGE plpgsql
-- require_keys_each(given jsonb, VARIADIC keys text[]) RETURNS jsonb LANGUAGE plpgsql
-- retry_batch_item(of_job uuid, of_no integer, final boolean) RETURNS jsonb LANGUAGE plpgsql
-- reversal_refused(of_stream bigint, r jsonb) RETURNS jsonb LANGUAGE plpgsql
-- set_loan_due(of_stream bigint, due jsonb) RETURNS void LANGUAGE plpgsql
-- stage_correction(r jsonb) RETURNS jsonb LANGUAGE plpgsql
-- stage_due(b jsonb) RETURNS jsonb LANGUAGE plpgsql
-- stage_event(r jsonb) RETURNS jsonb LANGUAGE plpgsql
-- stage_events(requests jsonb) RETURNS jsonb LANGUAGE plpgsql
-- stage_free(requests jsonb) RETURNS jsonb LANGUAGE plpgsql SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off
-- stage_refused(code text, message text) RETURNS jsonb LANGUAGE sql IMMUTABLE
-- stage_singly(requests jsonb) RETURNS jsonb[] LANGUAGE plpgsql
-- stage_transfer_step(b jsonb) RETURNS jsonb LANGUAGE plpgsql
-- staged_as(e anyelement) RETURNS jsonb LANGUAGE sql STABLE
-- standard_account(accounts jsonb, code text) RETURNS text LANGUAGE sql IMMUTABLE
-- tables_of_customers() RETURNS SETOF name LANGUAGE sql STABLE
-- tables_of_loans() RETURNS SETOF name LANGUAGE sql STABLE
-- take_customer_names(requests jsonb, outcomes jsonb[]) RETURNS jsonb[] LANGUAGE plpgsql SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off
-- take_loans_due(by_then timestamp with time zone, at_most integer) RETURNS TABLE(loan jsonb) LANGUAGE sql
-- transfer_refused(giving anyelement, taking anyelement) RETURNS jsonb LANGUAGE plpgsql STABLE
-- undo_waits(of_stream bigint) RETURNS boolean LANGUAGE sql STABLE
-- undone_otherwise(kind text) RETURNS text LANGUAGE sql IMMUTABLE
-- write_product_version(in_business uuid, of_product integer, next_version integer, next_status text, said jsonb) RETURNS jsonb LANGUAGE plpgsql
