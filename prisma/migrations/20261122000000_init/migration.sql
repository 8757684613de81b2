-- Businesses, their configuration and who may call for them.

CREATE TABLE business (
  id              uuid PRIMARY KEY DEFAULT uuidv7(),
  name            text NOT NULL,
  currency        char(3) NOT NULL,
  time_zone       text NOT NULL DEFAULT 'UTC',
  account_mapping jsonb NOT NULL DEFAULT '{}',
  closed_through  date,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT business_name_key UNIQUE (name)
);

CREATE TABLE vat_rate (
  business_id uuid NOT NULL REFERENCES business (id),
  valid_from  date NOT NULL,
  rate        numeric(9, 8) NOT NULL CHECK (rate >= 0 AND rate <= 1),
  PRIMARY KEY (business_id, valid_from)
);

CREATE TABLE account (
  business_id uuid NOT NULL REFERENCES business (id),
  code        text NOT NULL,
  name        text NOT NULL,
  type        text NOT NULL CHECK (type IN ('ASSET', 'LIABILITY', 'INCOME', 'EXPENSE')),
  PRIMARY KEY (business_id, code)
);

CREATE TABLE api_key (
  id          uuid PRIMARY KEY DEFAULT uuidv7(),
  business_id uuid NOT NULL REFERENCES business (id),
  name        text NOT NULL,
  prefix      text NOT NULL,
  hash        bytea NOT NULL,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  revoked_at  timestamptz(3),
  CONSTRAINT api_key_prefix_key UNIQUE (prefix)
);

CREATE TABLE key_pair (
  key_id      uuid PRIMARY KEY DEFAULT uuidv7(),
  business_id uuid NOT NULL REFERENCES business (id),
  name        text NOT NULL,
  secret_hash text NOT NULL,
  scopes      text[] NOT NULL,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  revoked_at  timestamptz(3)
);

CREATE TABLE customer (
  business_id uuid NOT NULL REFERENCES business (id),
  customer_id text NOT NULL,
  name        text NOT NULL,
  home        text NOT NULL CHECK (home IN ('PUSH', 'LMS')),
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (business_id, customer_id)
);

-- The ordered stream of events per loan.

CREATE TABLE loan_stream (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  business_id     uuid NOT NULL REFERENCES business (id),
  external_id     text NOT NULL,
  home            text NOT NULL CHECK (home IN ('PUSH', 'LMS')),
  last_seq        integer NOT NULL DEFAULT 0,
  busy            boolean NOT NULL DEFAULT false,
  parked          boolean NOT NULL DEFAULT false,
  retell_at       timestamptz(3),
  retell_attempts integer NOT NULL DEFAULT 0,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT loan_stream_business_id_external_id_key UNIQUE (business_id, external_id)
);
CREATE INDEX loan_stream_retell_at_idx ON loan_stream (retell_at) WHERE retell_at IS NOT NULL;

CREATE TABLE loan_event (
  id              uuid PRIMARY KEY DEFAULT uuidv7(),
  stream_id       bigint NOT NULL REFERENCES loan_stream (id),
  business_id     uuid NOT NULL REFERENCES business (id),
  seq             integer NOT NULL,
  kind            text NOT NULL,
  payload         jsonb NOT NULL,
  fingerprint     text NOT NULL,
  idempotency_key text,
  claim           text,
  effective_date  date NOT NULL,
  sent_by         text NOT NULL,
  received_at     timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  status          text NOT NULL DEFAULT 'STAGED'
                  CHECK (status IN ('STAGED', 'POSTED', 'FAILED', 'PARKED', 'REVERSED')),
  generation      integer NOT NULL DEFAULT 1,
  failure_code    text,
  failure_message text,
  finished_at     timestamptz(3),
  reversed_by     uuid REFERENCES loan_event (id),
  CONSTRAINT loan_event_stream_id_seq_key UNIQUE (stream_id, seq),
  CONSTRAINT loan_event_business_id_idempotency_key_key UNIQUE (business_id, idempotency_key)
);
CREATE INDEX loan_event_stream_id_fingerprint_idx ON loan_event (stream_id, fingerprint);
-- One live disbursement per loan, one live revenue per loan and month.
CREATE UNIQUE INDEX loan_event_live_claim_idx ON loan_event (stream_id, claim)
  WHERE claim IS NOT NULL AND status IN ('STAGED', 'POSTED', 'PARKED');
CREATE INDEX loan_event_reversal_idx ON loan_event (stream_id, seq) WHERE kind = 'REVERSAL';
-- What a loan still has to take, and what is parked: both small beside the table.
CREATE INDEX loan_event_open_idx ON loan_event (stream_id, seq) WHERE status IN ('STAGED', 'PARKED');

CREATE TABLE refused_request (
  id          uuid PRIMARY KEY DEFAULT uuidv7(),
  business_id uuid NOT NULL REFERENCES business (id),
  loan_id     text,
  kind        text NOT NULL,
  code        text NOT NULL,
  message     text NOT NULL,
  fields      jsonb NOT NULL DEFAULT '[]',
  sent_by     text NOT NULL,
  refused_at  timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX refused_request_business_id_refused_at_idx ON refused_request (business_id, refused_at);
CREATE INDEX refused_request_refused_at_idx ON refused_request (refused_at);

-- What operators did to events, who and why.
CREATE TABLE operator_action (
  id          uuid PRIMARY KEY DEFAULT uuidv7(),
  business_id uuid NOT NULL REFERENCES business (id),
  stream_id   bigint NOT NULL REFERENCES loan_stream (id),
  event_id    uuid NOT NULL REFERENCES loan_event (id),
  action      text NOT NULL CHECK (action IN ('RETRY', 'SKIP', 'REVERSE')),
  actor       text NOT NULL CHECK (actor <> ''),
  reason      text NOT NULL CHECK (reason <> ''),
  acted_at    timestamptz(3) NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX operator_action_business_id_acted_at_idx ON operator_action (business_id, acted_at);
CREATE INDEX operator_action_event_id_idx ON operator_action (event_id);
CREATE INDEX operator_action_stream_id_idx ON operator_action (stream_id);

-- The LMS: where each loan stands, and every transition that brought it there.

CREATE TABLE loan (
  stream_id             bigint PRIMARY KEY REFERENCES loan_stream (id),
  business_id           uuid NOT NULL REFERENCES business (id),
  customer_id           text,
  status                text NOT NULL,
  seq                   integer NOT NULL DEFAULT 0,
  next_transaction      integer NOT NULL DEFAULT 1,
  principal             bigint NOT NULL DEFAULT 0 CHECK (principal >= 0),
  principal_outstanding bigint NOT NULL DEFAULT 0 CHECK (principal_outstanding >= 0),
  interest_outstanding  bigint NOT NULL DEFAULT 0 CHECK (interest_outstanding >= 0),
  credit_balance        bigint NOT NULL DEFAULT 0 CHECK (credit_balance >= 0),
  disbursed_on          date,
  settled_on            date
);

-- The split of an event, or its refusal. Nothing is changed: an undo is a contra row, a split that
-- a reversal changes is undone and written anew, with the reversal as its cause.
CREATE TABLE loan_transaction (
  stream_id       bigint NOT NULL REFERENCES loan_stream (id),
  no              integer NOT NULL,
  event_id        uuid NOT NULL REFERENCES loan_event (id),
  caused_by       uuid NOT NULL REFERENCES loan_event (id),
  generation      integer NOT NULL,
  undoes          integer,
  seq             integer NOT NULL,
  type            text NOT NULL,
  date            date NOT NULL,
  amount          bigint NOT NULL,
  principal       bigint NOT NULL,
  interest        bigint NOT NULL,
  fees            bigint NOT NULL,
  waived          bigint NOT NULL,
  overpayment     bigint NOT NULL,
  before          jsonb,
  after           jsonb,
  refusal_code    text,
  refusal_message text,
  recorded_at     timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (stream_id, no),
  FOREIGN KEY (stream_id, undoes) REFERENCES loan_transaction (stream_id, no)
);
CREATE UNIQUE INDEX loan_transaction_own_idx ON loan_transaction (event_id, generation)
  WHERE undoes IS NULL AND event_id = caused_by;
CREATE INDEX loan_transaction_event_id_idx ON loan_transaction (event_id);

-- The undo that is owed: written in the transaction of the step that refused.
CREATE TABLE compensation (
  stream_id       bigint NOT NULL REFERENCES loan_stream (id),
  event_id        uuid NOT NULL REFERENCES loan_event (id),
  generation      integer NOT NULL,
  from_seq        integer NOT NULL,
  to_seq          integer NOT NULL,
  refusal_code    text NOT NULL,
  refusal_message text NOT NULL,
  owed_at         timestamptz(3) NOT NULL DEFAULT now(),
  done_at         timestamptz(3),
  PRIMARY KEY (event_id, generation)
);
CREATE UNIQUE INDEX compensation_owed_idx ON compensation (stream_id) WHERE done_at IS NULL;
CREATE INDEX compensation_stream_id_idx ON compensation (stream_id);

-- Accounting: the books of each loan.

CREATE TABLE ledger_loan (
  stream_id       bigint PRIMARY KEY REFERENCES loan_stream (id),
  business_id     uuid NOT NULL REFERENCES business (id),
  seq             integer NOT NULL DEFAULT 0,
  next_invoice    integer NOT NULL DEFAULT 1,
  next_entry      integer NOT NULL DEFAULT 1,
  next_allocation integer NOT NULL DEFAULT 1,
  chain_head      text NOT NULL DEFAULT ''
);

-- date: the day it is booked on. value_date: the day its rule gives, which a closed period or a
-- reversal may have moved. reverses: the entry it mirrors. hash: over its content and the hash before it.
CREATE TABLE journal_entry (
  stream_id   bigint NOT NULL REFERENCES loan_stream (id),
  no          integer NOT NULL,
  business_id uuid NOT NULL REFERENCES business (id),
  event_id    uuid NOT NULL REFERENCES loan_event (id),
  caused_by   uuid NOT NULL REFERENCES loan_event (id),
  generation  integer NOT NULL,
  date        date NOT NULL,
  value_date  date NOT NULL,
  description text NOT NULL,
  reverses    integer,
  hash        text NOT NULL,
  recorded_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (stream_id, no),
  FOREIGN KEY (stream_id, reverses) REFERENCES journal_entry (stream_id, no),
  CONSTRAINT journal_entry_stream_id_reverses_key UNIQUE (stream_id, reverses)
);

-- amount: debits positive, credits negative, minor units.
CREATE TABLE journal_line (
  stream_id   bigint NOT NULL,
  entry_no    integer NOT NULL,
  line_no     integer NOT NULL,
  business_id uuid NOT NULL,
  account     text NOT NULL,
  amount      bigint NOT NULL CHECK (amount <> 0),
  PRIMARY KEY (stream_id, entry_no, line_no),
  FOREIGN KEY (stream_id, entry_no) REFERENCES journal_entry (stream_id, no),
  FOREIGN KEY (business_id, account) REFERENCES account (business_id, code)
);
CREATE INDEX journal_line_business_id_account_idx ON journal_line (business_id, account);

CREATE TABLE invoice (
  stream_id   bigint NOT NULL REFERENCES loan_stream (id),
  no          integer NOT NULL,
  business_id uuid NOT NULL REFERENCES business (id),
  event_id    uuid NOT NULL REFERENCES loan_event (id),
  type        text NOT NULL CHECK (type IN ('DISBURSEMENT', 'INTEREST')),
  date        date NOT NULL,
  amount      bigint NOT NULL CHECK (amount > 0),
  open        bigint NOT NULL,
  status      text NOT NULL CHECK (status IN ('OPEN', 'PAID', 'CANCELLED')),
  lines       jsonb NOT NULL,
  PRIMARY KEY (stream_id, no),
  CONSTRAINT invoice_open_check CHECK (open >= 0 AND open <= amount AND (open > 0) = (status = 'OPEN'))
);
CREATE INDEX invoice_open_idx ON invoice (stream_id, no) WHERE open > 0;
CREATE INDEX invoice_event_id_idx ON invoice (event_id);

-- Credit of the customer by the receipt that made it.
CREATE TABLE customer_credit (
  stream_id   bigint NOT NULL REFERENCES loan_stream (id),
  event_id    uuid NOT NULL REFERENCES loan_event (id),
  seq         integer NOT NULL,
  business_id uuid NOT NULL REFERENCES business (id),
  date        date NOT NULL,
  amount      bigint NOT NULL CHECK (amount >= 0),
  open        bigint NOT NULL,
  PRIMARY KEY (stream_id, event_id),
  CONSTRAINT customer_credit_open_check CHECK (open >= 0 AND open <= amount)
);
CREATE INDEX customer_credit_open_idx ON customer_credit (stream_id) WHERE open > 0;

-- event_id: the receipt (or, for a waiver, the settlement) the amount comes from.
CREATE TABLE allocation (
  stream_id   bigint NOT NULL REFERENCES loan_stream (id),
  no          integer NOT NULL,
  business_id uuid NOT NULL REFERENCES business (id),
  invoice_no  integer NOT NULL,
  event_id    uuid NOT NULL REFERENCES loan_event (id),
  caused_by   uuid NOT NULL REFERENCES loan_event (id),
  source      text NOT NULL CHECK (source IN ('RECEIPT', 'CREDIT', 'WAIVER')),
  date        date NOT NULL,
  amount      bigint NOT NULL CHECK (amount <> 0),
  reverses    integer,
  PRIMARY KEY (stream_id, no),
  FOREIGN KEY (stream_id, invoice_no) REFERENCES invoice (stream_id, no),
  FOREIGN KEY (stream_id, reverses) REFERENCES allocation (stream_id, no),
  CONSTRAINT allocation_stream_id_reverses_key UNIQUE (stream_id, reverses)
);
CREATE INDEX allocation_stream_id_invoice_no_idx ON allocation (stream_id, invoice_no);
