-- A customer has a number, may wait to be activated, and beside its name what a lender's own systems say of it:
-- {"legalFormId", "officeId", "firstname", "lastname", "mobileNo"}.
ALTER TABLE customer
  ADD COLUMN no           bigint GENERATED ALWAYS AS IDENTITY,
  ADD COLUMN active       boolean NOT NULL DEFAULT true,
  ADD COLUMN activated_on date,
  ADD COLUMN profile      jsonb NOT NULL DEFAULT '{}';

-- What loans are made on; what a product is like stands in its versions.
CREATE TABLE lending_product (
  business_id uuid NOT NULL REFERENCES business (id),
  no          integer NOT NULL CHECK (no > 0),
  code        text NOT NULL,
  created_at  timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (business_id, no),
  UNIQUE (business_id, code)
);

-- config: limits and terms, amounts in minor units. accounting_mapping: as a business has it.
CREATE TABLE lending_product_version (
  business_id        uuid NOT NULL REFERENCES business (id),
  product_no         integer NOT NULL,
  version            integer NOT NULL CHECK (version > 0),
  status             text NOT NULL CHECK (status IN ('draft', 'published')),
  name               text NOT NULL,
  currency           character(3) NOT NULL,
  config             jsonb NOT NULL,
  accounting_mapping jsonb NOT NULL,
  created_at         timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (business_id, product_no, version),
  FOREIGN KEY (business_id, product_no) REFERENCES lending_product (business_id, no)
);

-- Keys of writes that are no events of a loan. result: what the write was about.
CREATE TABLE keyed_write (
  business_id uuid NOT NULL REFERENCES business (id),
  key         text NOT NULL,
  kind        text NOT NULL,
  fingerprint text NOT NULL,
  result      jsonb NOT NULL,
  created_at  timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (business_id, key)
);

CREATE TRIGGER no_truncate AFTER TRUNCATE ON lending_product FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_change AFTER UPDATE OR DELETE ON lending_product FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON lending_product_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_change AFTER UPDATE OR DELETE ON lending_product_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate AFTER TRUNCATE ON keyed_write FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_change AFTER UPDATE OR DELETE ON keyed_write FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Every business has product 1, which sets no limits.
INSERT INTO lending_product (business_id, no, code) SELECT id, 1, 'STANDARD' FROM business;
INSERT INTO lending_product_version (business_id, product_no, version, status, name, currency, config, accounting_mapping)
  SELECT id, 1, 1, 'published', 'Standard loan', currency, '{}', '{}' FROM business;
