-- Apart from the migration that adds them: this stops nobody, however long it takes. Nobody else updates an allocation.
-- They are numbered as they were written, so that none was written before what stands ahead of it.
WITH booked AS (
  SELECT a.stream_id, a.no, a.entry_no IS NULL AND j.date <> a.date AS is_moved, j.date,
         max(coalesce(j.recorded_at, c.finished_at, c.received_at)) OVER (PARTITION BY a.stream_id ORDER BY a.no) AS recorded_at
  FROM allocation a
  JOIN loan_event c ON c.id = a.caused_by
  LEFT JOIN allocation u ON u.stream_id = a.stream_id AND u.reverses = a.no
  CROSS JOIN LATERAL booking_entry(a.stream_id, a.entry_no, a.caused_by, a.source, a.date,
                                   coalesce(a.reverses, u.no) IS NOT NULL) AS entry
  LEFT JOIN journal_entry j ON j.stream_id = a.stream_id
    AND CASE WHEN a.reverses IS NOT NULL AND a.entry_no IS NULL THEN j.reverses = entry ELSE j.no = entry END)
UPDATE allocation a SET recorded_at = b.recorded_at, booked_on = CASE WHEN b.is_moved THEN b.date END
  FROM booked b WHERE b.stream_id = a.stream_id AND b.no = a.no AND a.recorded_at IS NULL;
