-- The people who use the console: who they are, what each may do in which business, and that they are there.
CREATE TABLE console_user (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  email         text NOT NULL UNIQUE CHECK (email <> '' AND email = lower(email)),
  name          text NOT NULL CHECK (name <> ''),
  password_hash text,
  oidc_subject  text UNIQUE,
  locale        text,
  created_at    timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  disabled_at   timestamptz(3)
);

-- Without roles it is one that was.
CREATE TABLE membership (
  user_id     uuid NOT NULL REFERENCES console_user (id),
  business_id uuid NOT NULL REFERENCES business (id),
  roles       text[] NOT NULL CHECK (roles <@ ARRAY['auditor', 'manager', 'operator', 'accountant', 'admin']),
  created_at  timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (user_id, business_id)
);
CREATE INDEX membership_business_id_idx ON membership (business_id);

-- A session is known by the hash of what its cookie holds: whoever reads the table cannot take one over.
CREATE TABLE console_session (
  hash         bytea PRIMARY KEY,
  user_id      uuid NOT NULL REFERENCES console_user (id),
  business_id  uuid NOT NULL REFERENCES business (id),
  created_at   timestamptz(3) NOT NULL,
  seen_at      timestamptz(3) NOT NULL,
  ended_at     timestamptz(3),
  ip           text NOT NULL,
  agent        text NOT NULL
);
CREATE INDEX console_session_user_id_idx ON console_session (user_id) WHERE ended_at IS NULL;

CREATE TABLE login_link (
  hash       bytea PRIMARY KEY,
  user_id    uuid NOT NULL REFERENCES console_user (id),
  created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz(3) NOT NULL,
  used_at    timestamptz(3)
);

-- Who came, and what was done to users: beside the operators' decisions, which are kept with their events.
CREATE TABLE console_audit (
  id          uuid PRIMARY KEY DEFAULT uuidv7(),
  business_id uuid REFERENCES business (id),
  user_id     uuid REFERENCES console_user (id),
  at          timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  action      text NOT NULL CHECK (action IN ('SIGN_IN', 'SIGN_OUT', 'SWITCH_BUSINESS', 'SET_PASSWORD', 'ADD_USER',
                                              'DISABLE_USER', 'SET_ROLES', 'MAKE_LINK')),
  outcome     text NOT NULL CHECK (outcome IN ('DONE', 'REFUSED')),
  actor       text NOT NULL CHECK (actor <> ''),
  subject     text NOT NULL,
  ip          text
);
CREATE INDEX console_audit_business_id_at_idx ON console_audit (business_id, at);

CREATE TRIGGER no_truncate AFTER TRUNCATE ON console_audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_change AFTER UPDATE OR DELETE ON console_audit FOR EACH ROW EXECUTE FUNCTION refuse_change();
