import { Database } from '../../src/platform/database'
import { inParallel } from '../load/in-parallel'
import type { Measurement } from '../measure'

const CONNECTIONS = 16
const LOANS = 320
const EVENTS = 20_000

const TABLES = [
  ...['loan_stream', 'loan_event', 'loan', 'loan_transaction'],
  ...['journal_entry', 'journal_line', 'invoice', 'allocation'],
]

/**
 * The rows that a repayment leaves in the product's tables, with their indexes and checks but
 * without triggers and foreign keys, as one statement: what PostgreSQL alone needs.
 */
const POST = `
  WITH event AS (
    INSERT INTO bench.loan_event (stream_id, business_id, seq, kind, payload, fingerprint, idempotency_key,
                                  effective_date, sent_by, status, finished_at)
    VALUES ($1::bigint, $2::uuid, $3::int, 'REPAYMENT', $4::jsonb, md5($1 || '-' || $3), $1 || '-' || $3,
            '2025-03-14', 'bench', 'POSTED', now())
    RETURNING id
  ), transaction AS (
    INSERT INTO bench.loan_transaction (stream_id, no, event_id, caused_by, generation, seq, type, date, amount,
                                        principal, interest, fees, waived, overpayment)
    SELECT $1::bigint, $3::int, id, id, 1, $3::int, 'Repayment', '2025-03-14', 140000, 100000, 0, 50000, 0, 0 FROM event
  ), entry AS (
    INSERT INTO bench.journal_entry (stream_id, no, business_id, event_id, caused_by, generation, date, value_date,
                                     description, hash)
    SELECT $1::bigint, $3::int, $2::uuid, id, id, 1, '2025-03-14', '2025-03-14', 'Repayment',
           encode(sha256(convert_to($4::text, 'UTF8')), 'hex') FROM event
  ), lines AS (
    INSERT INTO bench.journal_line (stream_id, entry_no, line_no, business_id, account, amount)
    SELECT $1::bigint, $3::int, no, $2::uuid, account, amount
    FROM (VALUES (1, '1001', 150000), (2, '1101', -100000), (3, '4103', -50000)) AS line (no, account, amount)
  ), allocation AS (
    INSERT INTO bench.allocation (stream_id, no, business_id, invoice_no, event_id, caused_by, source, date, amount)
    SELECT $1::bigint, $3::int, $2::uuid, 1, id, id, 'RECEIPT', '2025-03-14', 100000 FROM event
  ), invoice AS (
    UPDATE bench.invoice SET open = open - 100000 WHERE stream_id = $1::bigint AND no = 1
  ), stream AS (
    UPDATE bench.loan_stream SET last_seq = $3::int WHERE id = $1::bigint
  )
  UPDATE bench.loan SET seq = $3::int, principal_outstanding = principal_outstanding - 100000
  WHERE stream_id = $1::bigint`

const OPEN = 1_000_000_000_000

export const postgresAlone: Measurement = {
  name: 'postgres',
  what: 'one event per commit in one statement, 16 connections',
  async run(bench) {
    const { databaseOwnerUrl: databaseUrl, businessId } = bench.stack.credentials
    const database = new Database({ connectionString: databaseUrl, poolSize: CONNECTIONS })
    try {
      const streams = await prepare(database, businessId)
      const events = bench.loans(EVENTS)
      const body = JSON.stringify({ customerId: 'C-1', principal: '100000', fee: '50000' })
      const post = async (place: number): Promise<void> => {
        const stream = streams[place % streams.length]
        const seq = Math.floor(place / streams.length) + 1
        await database.query('bench_post', POST, [stream, businessId, seq, body])
      }
      const begin = performance.now()
      await inParallel(Array(events).keys(), CONNECTIONS, post)
      return { events, seconds: (performance.now() - begin) / 1000 }
    } finally {
      await database.close()
    }
  },
}

/** @returns the ids of new loans */
async function prepare(database: Database, businessId: string): Promise<string[]> {
  const { prisma } = database
  await prisma.$executeRawUnsafe('DROP SCHEMA IF EXISTS bench CASCADE')
  await prisma.$executeRawUnsafe('CREATE SCHEMA bench')
  for (const table of TABLES) {
    await prisma.$executeRawUnsafe(`CREATE TABLE bench.${table} (LIKE ${table} INCLUDING ALL)`)
  }
  const rows = await database.query<{ id: string }>(
    'bench_loans',
    `WITH stream AS (
       INSERT INTO bench.loan_stream (business_id, external_id, home)
       SELECT $1, 'L' || no, 'PUSH' FROM generate_series(1, ${LOANS}) AS no RETURNING id
     ), loan AS (
       INSERT INTO bench.loan (stream_id, business_id, status, principal, principal_outstanding)
       SELECT id, $1, 'Active', ${OPEN}, ${OPEN} FROM stream
     ), invoice AS (
       INSERT INTO bench.invoice (stream_id, no, business_id, event_id, type, date, amount, open, status, lines)
       SELECT id, 1, $1, uuidv7(), 'DISBURSEMENT', '2012-01-02', ${OPEN}, ${OPEN}, 'OPEN', '[]' FROM stream
     )
     SELECT id::text FROM stream`,
    [businessId],
  )
  return rows.map(({ id }) => id)
}
