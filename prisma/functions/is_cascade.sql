-- Only the reversal of a disbursement can take what is behind it along: `cascade` on any other
-- reversal means nothing.
CREATE OR REPLACE FUNCTION is_cascade(r loan_event, target loan_event) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT target.kind = 'DISBURSEMENT' AND (r.payload ->> 'cascade')::boolean
$$;
