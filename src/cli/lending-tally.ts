import type { LendingStory } from '../demo/lending/lending-story'
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
  SELECT l.status, count(*)::integer AS count
  FROM loan l JOIN loan_stream s ON s.id = l.stream_id
  WHERE s.business_id = $1 AND s.external_id = ANY($2::text[]) GROUP BY l.status ORDER BY l.status`

/** How many of the commands are there. */
export async function countCommands(
  database: Database,
  businessId: string,
  stories: readonly LendingStory[],
): Promise<number> {
  return (await outcomesOf(database, businessId, stories)).count()
}

/** @param repeated how many of the commands were there before they were sent */
export async function tallyLending(
  database: Database,
  businessId: string,
  stories: readonly LendingStory[],
  repeated: number,
): Promise<LendingTally> {
  const outcomes = await outcomesOf(database, businessId, stories)
  const loanIds = stories.map(({ loanId }) => loanId)
  return {
    sent: keysOf(stories).length,
    repeated,
    posted: outcomes.count('POSTED'),
    reversed: outcomes.count('REVERSED'),
    refused: outcomes.failed,
    loans: await database.query('demo_lent', LOANS, [businessId, loanIds]),
  }
}

function outcomesOf(
  database: Database,
  businessId: string,
  stories: readonly LendingStory[],
): Promise<DemoOutcomes> {
  const which = 'business_id = $1 AND idempotency_key = ANY($2::text[])'
  return DemoOutcomes.of(database, 'demo_commands', which, [businessId, keysOf(stories)])
}

function keysOf(stories: readonly LendingStory[]): string[] {
  return stories.flatMap(({ commands }) => commands.map(({ key }) => key))
}
