import { setTimeout as sleep } from 'node:timers/promises'

import type { Database } from '../platform/database'
import { AppError } from '../platform/errors'
import type { Portfolio } from '../demo/portfolio'
import { PushClient } from '../push-client/push-client'
import { pushLoans } from '../push-client/push-loans'
import { DemoTally } from './demo-tally'
import { startProgress } from './progress'
import type { StackAddress } from './running-stack'

const POLL_MS = 100
/** The relay and its backoff may take a while to get an interrupted portfolio going again. */
const PATIENCE_MS = 120_000

/** Sends the portfolio and waits until every event of it has its outcome. */
export async function runPortfolio(
  { url, credentials }: StackAddress,
  database: Database,
  { loans }: Portfolio,
): Promise<DemoTally> {
  const client = new PushClient({ url, apiKey: credentials.apiKey })
  const tally = new DemoTally()
  const total = loans.reduce((rows, loan) => rows + loan.length, 0)
  const sending = startProgress('Sending')
  try {
    await pushLoans(client, loans, (_row, answer) => {
      tally.add(answer)
      sending.update(tally.sent, total)
    })
  } finally {
    sending.stop()
  }
  await waitForOutcomes(database, credentials.businessId, tally.staged.length)
  await tally.close(database)
  return tally
}

async function waitForOutcomes(
  database: Database,
  businessId: string,
  staged: number,
): Promise<void> {
  const progress = startProgress('Posting')
  try {
    let left = Infinity
    for (let since = Date.now(); ;) {
      const now = await countStaged(database, businessId)
      progress.update(Math.max(0, staged - now), staged)
      if (now === 0) return
      if (now < left) since = Date.now()
      else if (Date.now() - since > PATIENCE_MS) throw stuck(now)
      left = now
      await sleep(POLL_MS)
    }
  } finally {
    progress.stop()
  }
}

async function countStaged(database: Database, businessId: string): Promise<number> {
  const [row] = await database.query<{ staged: number }>(
    'demo_staged',
    `SELECT count(*)::integer AS staged FROM loan_event e JOIN loan_stream s ON s.id = e.stream_id
     WHERE e.status = 'STAGED' AND s.business_id = $1 AND NOT s.parked`,
    [businessId],
  )
  return row?.staged ?? 0
}

function stuck(events: number): AppError {
  return new AppError(
    'DEMO_STUCK',
    `${events} events are accepted and have no outcome, and nothing has moved for ` +
      `${PATIENCE_MS / 1000} s. The Temporal UI shows the loans' workflows, the logs are in the ` +
      'data directory.',
  )
}
