import type { Database } from '../platform/database'
import { DemoOutcomes } from './demo-outcomes'
import type { Refused } from './demo-outcomes'

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

const LOANS = `
  SELECT status, count(*)::integer AS count FROM loan
  WHERE stream_id IN (
    SELECT stream_id FROM loan_event WHERE business_id = $1 AND idempotency_key = ANY($2::text[]))
  GROUP BY status ORDER BY status`

/** Loans that live here, by the keys of their commands. */
interface Story {
  commands: readonly { key: string }[]
}

/** How many of the commands are there. */
export async function countCommands(
  database: Database,
  businessId: string,
  stories: readonly Story[],
): Promise<number> {
  return (await outcomesOf(database, businessId, stories)).count()
}

/** @param repeated how many of the commands were there before they were sent */
export async function tallyLending(
  database: Database,
  businessId: string,
  stories: readonly Story[],
  repeated: number,
): Promise<LendingTally> {
  const outcomes = await outcomesOf(database, businessId, stories)
  const keys = keysOf(stories)
  return {
    sent: keys.length,
    repeated,
    posted: outcomes.count('POSTED'),
    reversed: outcomes.count('REVERSED'),
    refused: outcomes.failed,
    loans: await database.query('demo_lent', LOANS, [businessId, keys]),
  }
}

function outcomesOf(
  database: Database,
  businessId: string,
  stories: readonly Story[],
): Promise<DemoOutcomes> {
  const which = 'business_id = $1 AND idempotency_key = ANY($2::text[])'
  return DemoOutcomes.of(database, 'demo_commands', which, [businessId, keysOf(stories)])
}

function keysOf(stories: readonly Story[]): string[] {
  return stories.flatMap(({ commands }) => commands.map(({ key }) => key))
}
