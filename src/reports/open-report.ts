import { todayIn } from '../domain/values/calendar'
import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import { AppError } from '../platform/errors'
import type { Asked } from './asked'
import type { Period } from './parameters'
import type { Made, Report } from './report'

/** A statement begins to write and ends within this time, so that nothing older is still to come. */
const SETTLED_AFTER_MS = 60_000

const ELSEWHERE =
  'The books are kept by another deployment (ACCOUNTING_GATEWAY=http): ask its reports.'

export interface OpenReport {
  asked: Asked
  title: string
  businessName: string
  /** The moment it is of. */
  at: Date
  made: Made
  /** Gives its connection back: once it is written, or is not to be. */
  close(): Promise<void>
}

export interface ReportParts {
  database: Database
  clock: Clock
  /** They are kept by another deployment. */
  booksElsewhere: boolean
}

interface BusinessFacts {
  name: string
  currency: string
  timeZone: string
}

/**
 * Makes a report of one moment.
 * @param query what the report's own schema has read
 * @throws AppError where it cannot be answered as asked
 */
export async function openReport(
  { database, clock, booksElsewhere }: ReportParts,
  businessId: string,
  report: Report,
  query: Period,
): Promise<OpenReport> {
  const { recordedUpTo = null } = query
  if (booksElsewhere) throw new AppError('BOOKS_ELSEWHERE', ELSEWHERE, { status: 409 })
  const now = clock.now()
  if (recordedUpTo !== null) assertSettled(recordedUpTo, now)
  const snapshot = await database.snapshot()
  try {
    const [business] = await snapshot.query<BusinessFacts & Record<string, unknown>>(
      'report_business',
      `SELECT name, currency, time_zone AS "timeZone" FROM business WHERE id = $1`,
      [businessId],
    )
    if (business === undefined) throw new Error(`There is no business ${businessId}.`)
    const { name, currency, timeZone } = business
    const today = todayIn(timeZone, recordedUpTo ?? now)
    const asked = {
      businessId,
      currency,
      from: query.fromDate,
      to: query.toDate,
      recordedUpTo,
      today,
    }
    const made = await report.make(snapshot, asked, query)
    return {
      asked,
      title: report.title,
      businessName: name,
      at: now,
      made,
      close: () => snapshot.close(),
    }
  } catch (error) {
    await snapshot.close()
    throw error
  }
}

function assertSettled(recordedUpTo: Date, now: Date): void {
  if (recordedUpTo.getTime() <= now.getTime() - SETTLED_AFTER_MS) return
  const message = 'Must be a minute ago at least: what is written just now may still come.'
  throw new AppError('RECORDED_TOO_LATE', `recordedUpTo: ${message}`, {
    status: 422,
    fields: [{ field: 'recordedUpTo', message }],
  })
}
