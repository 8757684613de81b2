import { readUuid } from '../domain/values/uuid'
import type { Database } from '../platform/database'

export const FOUND_TYPES = [
  'loan',
  'customer',
  'event',
  'entry',
  'invoice',
  'account',
  'job',
] as const

export interface FoundGroup {
  type: (typeof FOUND_TYPES)[number]
  items: { id: string; title: string; detail: string }[]
}

const ENTRY = /^(.+)-J(\d{1,9})$/i
const INVOICE = /^(.+)-(\d{1,9})$/

/** What of a business goes by a name that somebody types, five of each at most. */
export async function search(
  database: Database,
  businessId: string,
  q: string,
): Promise<FoundGroup[]> {
  const text = q.trim()
  if (text === '') return []
  const [, ofEntry = null, entryNo = null] = ENTRY.exec(text) ?? []
  const [, ofInvoice = null, invoiceNo = null] = INVOICE.exec(text) ?? []
  const beginning = `${text.replaceAll(/[\\%_]/g, '\\$&')}%`
  const rows = await database.query<{ type: FoundGroup['type']; items: FoundGroup['items'] }>(
    'ops_search',
    `WITH found AS (
       (SELECT 'loan' AS type, s.external_id AS id, s.external_id AS title,
               concat_ws(' · ', c.name, coalesce(l.status, 'Approved')) AS detail
        FROM loan_stream s LEFT JOIN loan l ON l.stream_id = s.id
        LEFT JOIN customer c ON c.business_id = s.business_id AND c.customer_id = l.customer_id
        WHERE s.business_id = $1 AND s.external_id ILIKE $2 ORDER BY s.external_id LIMIT 5)
       UNION ALL
       (SELECT 'customer', customer_id, name, customer_id FROM customer
        WHERE business_id = $1 AND (name ILIKE $2 OR customer_id ILIKE $2) ORDER BY name LIMIT 5)
       UNION ALL
       SELECT 'event', e.id::text, s.external_id || ' no. ' || e.seq, concat_ws(' · ', e.kind, e.effective_date, e.status)
       FROM loan_event e JOIN loan_stream s ON s.id = e.stream_id WHERE e.business_id = $1 AND e.id = $3::uuid
       UNION ALL
       SELECT 'entry', s.external_id || '-J' || j.no, s.external_id || '-J' || j.no, concat_ws(' · ', j.date, j.description)
       FROM loan_stream s JOIN journal_entry j ON j.stream_id = s.id
       WHERE s.business_id = $1 AND s.external_id = $4 AND j.no = $5::integer
       UNION ALL
       SELECT 'invoice', s.external_id || '-' || i.no, s.external_id || '-' || i.no, concat_ws(' · ', i.type, i.date, i.status)
       FROM loan_stream s JOIN invoice i ON i.stream_id = s.id
       WHERE s.business_id = $1 AND s.external_id = $6 AND i.no = $7::integer
       UNION ALL
       (SELECT 'account', code, code || ' ' || name, type FROM account
        WHERE business_id = $1 AND (code ILIKE $2 OR name ILIKE $2) ORDER BY code LIMIT 5)
       UNION ALL
       SELECT 'job', id::text, reason, iso_instant(created_at) FROM batch_job WHERE business_id = $1 AND id = $3::uuid
     )
     SELECT type, jsonb_agg(jsonb_build_object('id', id, 'title', title, 'detail', detail) ORDER BY title) AS items
     FROM found GROUP BY type`,
    [businessId, beginning, readUuid(text), ofEntry, entryNo, ofInvoice, invoiceNo],
  )
  return FOUND_TYPES.flatMap((type) => rows.filter((row) => row.type === type))
}
