import type { LendingStory } from '../demo/lending/lending-story'
import type { Database } from '../platform/database'
import type { Refused } from './demo-tally'

/** What became of the commands of the loans that live here. */
export interface LendingTally {
  sent: number
  /** Of them, those that were there before. */
  repeated: number
  posted: number
  /** Posted, and undone since. */
  reversed: number
  refused: Refused[]
  /** How many loans stand where. */
  loans: { status: string; count: number }[]
}

interface Outcome {
  status: string
  code: string | null
  reason: string | null
  count: number
}

const OUTCOMES = `
  SELECT status, failure_code AS code, min(failure_message) AS reason, count(*)::integer AS count
  FROM loan_event WHERE business_id = $1 AND idempotency_key = ANY($2::text[])
  GROUP BY status, failure_code ORDER BY failure_code`

const LOANS = `
  SELECT l.status, count(*)::integer AS count
  FROM loan l JOIN loan_stream s ON s.id = l.stream_id
  WHERE s.business_id = $1 AND s.external_id = ANY($2::text[]) GROUP BY l.status ORDER BY l.status`

/** How many of the commands are there. */
export async function countCommands(
  database: Database,
  businessId: string,
  stories: readonly LendingStory[],
): Promise<number> {
  const rows = await outcomesOf(database, businessId, stories)
  return rows.reduce((sum, { count }) => sum + count, 0)
}

/** @param repeated how many of the commands were there before they were sent */
export async function tallyLending(
  database: Database,
  businessId: string,
  stories: readonly LendingStory[],
  repeated: number,
): Promise<LendingTally> {
  const rows = await outcomesOf(database, businessId, stories)
  const ended = (status: string) => rows.filter((row) => row.status === status)
  const count = (status: string) => ended(status).reduce((sum, row) => sum + row.count, 0)
  const loanIds = stories.map(({ loanId }) => loanId)
  return {
    sent: keysOf(stories).length,
    repeated,
    posted: count('POSTED'),
    reversed: count('REVERSED'),
    refused: ended('FAILED').map(({ code, reason, count: times }) => ({
      ...{ code: code ?? '', count: times, reason: reason ?? '' },
    })),
    loans: await database.query('demo_lent', LOANS, [businessId, loanIds]),
  }
}

function outcomesOf(
  database: Database,
  businessId: string,
  stories: readonly LendingStory[],
): Promise<Outcome[]> {
  return database.query<Outcome>('demo_commands', OUTCOMES, [businessId, keysOf(stories)])
}

function keysOf(stories: readonly LendingStory[]): string[] {
  return stories.flatMap(({ commands }) => commands.map(({ key }) => key))
}
