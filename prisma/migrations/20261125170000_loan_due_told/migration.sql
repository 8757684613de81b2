-- no transaction
-- How many loans wait although they were told, and since when: asked for by every scrape of the metrics.
CREATE INDEX CONCURRENTLY loan_due_told_idx ON loan_due (next_on) WHERE attempts > 0;
