-- How many requests a key has sent within its minute, for all processes of the API. Nothing that is lost with it
-- matters: a count that is gone begins anew.
CREATE TABLE request_count (
  counted_as text PRIMARY KEY,
  requests   integer NOT NULL,
  until      timestamptz(3) NOT NULL
);
