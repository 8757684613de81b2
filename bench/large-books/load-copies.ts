import type { Database } from '../../src/platform/database'
import { forEach } from '../../src/recovery/for-each'
import { LOAN_TABLES } from './loan-rows'
import type { LoanRows } from './loan-rows'

/** Loans written by one statement: enough that rows of one loan lie apart, as in real books. */
const BATCH = 500
/** One batch is made while another is written. */
const AT_ONCE = 2

/** All tables of a batch at once: foreign keys are checked at the end of a statement. */
const INSERT = `WITH ${LOAN_TABLES.map(
  ({ name, order }, place) =>
    `w${place} AS (INSERT INTO ${name} OVERRIDING SYSTEM VALUE
       SELECT * FROM json_populate_recordset(NULL::${name}, $${place + 1}::json) ORDER BY ${order})`,
).join(', ')} SELECT 1`

/**
 * Writes loans past the product; what the database demands of a row holds for theirs.
 * @param loans made as they are needed
 */
export async function loadCopies(
  database: Database,
  loans: Iterable<LoanRows>,
  onProgress: (done: number) => void = () => undefined,
): Promise<void> {
  let done = 0
  await forEach(batches(loans), AT_ONCE, async (batch) => {
    const values = LOAN_TABLES.map(({ name }) =>
      JSON.stringify(batch.flatMap((loan) => loan[name] as object[])),
    )
    await database.query('large_books_insert', INSERT, values)
    done += batch.length
    onProgress(done)
  })
  await database.query(
    'large_books_identity',
    `SELECT setval(pg_get_serial_sequence('loan_stream', 'id'), max(id)) FROM loan_stream`,
  )
}

// eslint-disable-next-line @typescript-eslint/require-await -- forEach takes what comes in time
async function* batches(loans: Iterable<LoanRows>): AsyncGenerator<LoanRows[]> {
  let batch: LoanRows[] = []
  for (const loan of loans) {
    batch.push(loan)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
