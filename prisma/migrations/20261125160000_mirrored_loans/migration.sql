-- A loan of another deployment's LMS whose books are kept here: that LMS tells each of its events, what falls due by
-- the clock included, and nobody here adds to them.
ALTER TABLE loan_stream ADD COLUMN mirrored boolean NOT NULL DEFAULT false;
