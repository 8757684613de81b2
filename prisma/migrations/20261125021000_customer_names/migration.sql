-- A customer's row has the name that stands, who sent it and, where it is not the first, since when.
ALTER TABLE customer ADD COLUMN named_by text, ADD COLUMN named_at timestamptz(3);

-- The names it had before, each with who had sent it and when.
CREATE TABLE customer_name (
  business_id uuid NOT NULL,
  customer_id text NOT NULL,
  no          integer NOT NULL,
  name        text NOT NULL,
  named_by    text,
  named_at    timestamptz(3) NOT NULL,
  replaced_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (business_id, customer_id, no),
  FOREIGN KEY (business_id, customer_id) REFERENCES customer (business_id, customer_id)
);

CREATE TRIGGER no_truncate AFTER TRUNCATE ON customer_name FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_change AFTER UPDATE OR DELETE ON customer_name FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What operators do may be about a customer too, and then about no event.
ALTER TABLE operator_action
  ADD COLUMN customer_id text,
  ALTER COLUMN stream_id DROP NOT NULL,
  ALTER COLUMN event_id DROP NOT NULL,
  DROP CONSTRAINT operator_action_action_check,
  ADD CONSTRAINT operator_action_action_check CHECK (action IN ('RETRY', 'SKIP', 'REVERSE', 'RECTIFY')),
  ADD CONSTRAINT operator_action_about_check CHECK (
    CASE action WHEN 'RECTIFY' THEN customer_id IS NOT NULL AND event_id IS NULL AND stream_id IS NULL
                ELSE customer_id IS NULL AND event_id IS NOT NULL AND stream_id IS NOT NULL END);
