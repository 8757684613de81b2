import type { Database } from '../../src/platform/database'
import { loansOf, measuredPlaces, smallLendersLoans } from './book'
import { loadCopies } from './load-copies'
import { LOAN_TABLES } from './loan-rows'
import type { TwoBooks } from './two-books'
import { withoutChecks } from './without-checks'

export interface Filled {
  /** Places in the large book of the loans that both books have. */
  measured: number[]
  seconds: number
}

const REFUSED_REQUESTS = 100_000
const PROGRESS_EVERY = 10_000
const LOADED = LOAN_TABLES.map(({ name }) => name)

/** What both books hold: the loans that are measured, and those of the small lender. */
export interface Shared {
  measured: number
  smallLenders: number
}

/** Loads the large book with all its loans, and the empty one with what is measured alone. */
export async function fillBooks(
  { seed, books }: TwoBooks,
  loans: number,
  shared: Shared,
  say: (text: string) => void,
): Promise<Filled> {
  const measured = measuredPlaces(loans, shared.measured)
  const started = performance.now()
  await loadCopies(books.empty, loansOf(seed, measured))
  await withoutChecks(books.large, LOADED, () =>
    loadCopies(books.large, loansOf(seed, upTo(loans)), (done) => {
      if (done % PROGRESS_EVERY === 0) say(`${done} of ${loans} loans loaded`)
    }),
  )
  for (const book of [books.empty, books.large]) {
    await loadCopies(book, smallLendersLoans(seed, shared.smallLenders))
  }
  await refuseRequests(books.large, seed.lenderId, REFUSED_REQUESTS)
  await refuseRequests(books.large, seed.smallLenderId, REFUSED_REQUESTS / 100)
  // What autovacuum does within minutes of a load.
  for (const book of [books.empty, books.large]) await book.query('vacuum', 'VACUUM ANALYZE')
  return { measured, seconds: (performance.now() - started) / 1_000 }
}

function* upTo(loans: number): Generator<number> {
  for (let place = 0; place < loans; place += 1) yield place
}

/** Ninety days of what the API refused, and ten days that are to be purged. */
async function refuseRequests(
  database: Database,
  businessId: string,
  count: number,
): Promise<void> {
  await database.query(
    'large_books_refused',
    `INSERT INTO refused_request (business_id, loan_id, kind, code, message, sent_by, refused_at)
     SELECT $1, 'LN-' || n, 'REPAYMENT', 'VALIDATION_FAILED', 'The request is not valid.', 'bench',
            now() - n * interval '100 days' / $2
     FROM generate_series(1, $2::integer) n ORDER BY n DESC`,
    [businessId, count],
  )
}
