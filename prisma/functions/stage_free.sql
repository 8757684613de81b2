-- Stages a group without waiting for any of its loans: what is for one that somebody holds is answered BUSY, and
-- nothing of it is staged. The rest of the group goes on as in `stage_events`.
CREATE OR REPLACE FUNCTION stage_free(requests jsonb) RETURNS jsonb LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  is_held boolean[];
  staged jsonb;
BEGIN
  WITH asked AS (
    SELECT (value ->> 'businessId')::uuid AS business_id, value ->> 'loanId' AS external_id, ordinality AS place
    FROM jsonb_array_elements(requests) WITH ORDINALITY
  ), free AS MATERIALIZED (
    SELECT s.id FROM loan_stream s
    WHERE (s.business_id, s.external_id) IN (SELECT business_id, external_id FROM asked)
    ORDER BY s.business_id, s.external_id
    FOR NO KEY UPDATE SKIP LOCKED
  )
  SELECT array_agg(s.id IS NOT NULL AND s.id NOT IN (SELECT id FROM free) ORDER BY place) INTO is_held
  FROM asked LEFT JOIN loan_stream s USING (business_id, external_id);

  IF true <> ALL (is_held) THEN
    RETURN stage_events(requests);
  END IF;
  SELECT stage_events(coalesce(jsonb_agg(value ORDER BY ordinality), '[]')) INTO staged
  FROM jsonb_array_elements(requests) WITH ORDINALITY WHERE NOT is_held[ordinality];
  RETURN (
    SELECT jsonb_agg(CASE WHEN is_held[place] THEN '{"status": "BUSY"}' ELSE staged -> (nth - 1)::integer END ORDER BY place)
    FROM (SELECT ordinality AS place, count(*) FILTER (WHERE NOT is_held[ordinality]) OVER (ORDER BY ordinality) AS nth
          FROM jsonb_array_elements(requests) WITH ORDINALITY) places);
END $$;
