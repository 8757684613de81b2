-- Takes a loan's stream, as everything does first that writes a loan. Answers its business.
CREATE OR REPLACE FUNCTION lock_stream(of_stream bigint) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  in_business uuid;
BEGIN
  SELECT business_id INTO in_business FROM loan_stream WHERE id = of_stream FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'There is no stream %.', of_stream USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN in_business;
END $$;
