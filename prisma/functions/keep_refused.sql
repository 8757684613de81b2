-- Keeps what the API refused of a business, at most so many of an hour: what is beyond is counted.
CREATE OR REPLACE FUNCTION keep_refused(b jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  in_business uuid := (b ->> 'businessId')::uuid;
  most integer := (b ->> 'mostOfAnHour')::integer;
  given integer := jsonb_array_length(b -> 'requests');
  room integer;
BEGIN
  PERFORM require_keys(b, 'businessId', 'mostOfAnHour', 'requests');
  INSERT INTO refused_hour AS h (business_id, hour, kept, left_out)
    VALUES (in_business, date_trunc('hour', now(), 'UTC'), least(given, most), given - least(given, most))
    ON CONFLICT (business_id, hour) DO UPDATE
      SET kept = h.kept + least(given, greatest(most - h.kept, 0)),
          left_out = h.left_out + given - least(given, greatest(most - h.kept, 0))
    RETURNING new.kept - coalesce(old.kept, 0) INTO room;
  INSERT INTO refused_request (business_id, loan_id, kind, code, message, fields, sent_by)
    SELECT in_business, r.loan_id, r.kind, r.code, r.message, r.fields, r.sent_by
    FROM jsonb_array_elements(require_keys_each(b -> 'requests', 'loan_id', 'kind', 'code', 'message', 'fields', 'sent_by'))
           WITH ORDINALITY AS given (value, place),
         jsonb_to_record(given.value)
           AS r (loan_id text, kind text, code text, message text, fields jsonb, sent_by text)
    WHERE place <= room ORDER BY place;
END $$;
