-- A group in the order of its loans, with each request's place in the group.
CREATE OR REPLACE FUNCTION in_order_of_loans(requests jsonb) RETURNS TABLE (request jsonb, place integer) LANGUAGE sql AS $$
  SELECT value, ordinality::integer FROM jsonb_array_elements(requests) WITH ORDINALITY
  ORDER BY value ->> 'businessId', value ->> 'loanId', ordinality
$$;
