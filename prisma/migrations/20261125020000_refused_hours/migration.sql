-- How many refused requests of a business were kept in an hour, and how many beyond were only counted.
CREATE TABLE refused_hour (
  business_id uuid NOT NULL REFERENCES business (id),
  hour        timestamptz(3) NOT NULL,
  kept        integer NOT NULL,
  left_out    integer NOT NULL,
  PRIMARY KEY (business_id, hour)
);
CREATE INDEX refused_hour_hour_idx ON refused_hour (hour);
