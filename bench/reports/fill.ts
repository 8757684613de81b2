import { Client } from 'pg'

/** Rows that belong to a loan, in the order in which they may be written. */
const OF_STREAM = [
  'loan',
  'ledger_loan',
  'loan_event',
  'journal_entry',
  'journal_line',
  'invoice',
  'allocation',
  'installment_line',
]

/** Columns that name an event. */
const EVENT_IDS = ['event_id', 'caused_by', 'reversed_by']

/** Copies begin on so many days, one after the other: as much happens on each of them. */
const DAYS = 270

/**
 * Copies every loan of a database so many times, each some days later, past the product: checks and triggers
 * are off, since each copy is of rows that they have let through.
 */
export async function multiply(url: string, times: number): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('SET session_replication_role = replica')
    const { rows } = await client.query<{ step: string }>(
      'SELECT max(id)::text AS step FROM loan_stream',
    )
    const step = rows[0]?.step ?? '0'
    await client.query(
      `INSERT INTO loan_stream (id, business_id, external_id, home, last_seq) OVERRIDING SYSTEM VALUE
       SELECT id + n * ${step}, business_id, external_id || '-' || n, home, last_seq
       FROM loan_stream, generate_series(1, ${times}) n`,
    )
    for (const table of OF_STREAM) await copy(client, table, step, times)
    await client.query(
      `SELECT setval(pg_get_serial_sequence('loan_stream', 'id'), max(id)) FROM loan_stream`,
    )
    await client.query('VACUUM ANALYZE')
  } finally {
    await client.end()
  }
}

async function copy(client: Client, table: string, step: string, times: number): Promise<void> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `SELECT attname AS name, atttypid::regtype::text AS type FROM pg_attribute
     WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
  )
  const names = rows.map(({ name }) => name)
  const values = rows.map(({ name, type }) => {
    if (type === 'date') return `${name} + n % ${DAYS}`
    if (name === 'stream_id') return `stream_id + n * ${step}`
    if (name === 'id' || EVENT_IDS.includes(name)) return `md5(${name}::text || n)::uuid`
    if (name === 'customer_id') return `customer_id || '-' || n`
    return name === 'idempotency_key' ? 'NULL' : name
  })
  await client.query(
    `INSERT INTO ${table} (${names.join(', ')}) OVERRIDING SYSTEM VALUE
     SELECT ${values.join(', ')} FROM ${table}, generate_series(1, ${times}) n`,
  )
}
