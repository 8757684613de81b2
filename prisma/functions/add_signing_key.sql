-- Adds a key that signs `leadSeconds` from now on; those before it are kept `keepSeconds` longer, and
-- what has retired is forgotten. With `first` only where there is none yet: then it answers false.
CREATE OR REPLACE FUNCTION add_signing_key(k jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  begins timestamptz;
BEGIN
  PERFORM require_keys(k, 'kid', 'publicJwk', 'privateKey', 'first', 'leadSeconds', 'keepSeconds');
  PERFORM pg_advisory_xact_lock(hashtextextended('loansaga.signing_key', 0));
  IF (k ->> 'first')::boolean AND EXISTS (SELECT FROM signing_key WHERE retired_at IS NULL) THEN
    RETURN false;
  END IF;
  begins := date_trunc('milliseconds', clock_timestamp()) + make_interval(secs => (k ->> 'leadSeconds')::integer);
  DELETE FROM signing_key WHERE retired_at < clock_timestamp();
  UPDATE signing_key
    SET retired_at = least(coalesce(retired_at, 'infinity'),
                           begins + make_interval(secs => (k ->> 'keepSeconds')::integer));
  INSERT INTO signing_key (kid, public_jwk, private_key, signs_from)
    VALUES (k ->> 'kid', k -> 'publicJwk', k ->> 'privateKey', begins);
  RETURN true;
END $$;
