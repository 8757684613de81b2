import { strict as assert } from 'node:assert'
import { join } from 'node:path'

import { projectRoot } from '../../src/platform/project-root'
import { connectTemporal } from '../../src/temporal/client'
import { replayLoans } from '../../src/temporal/replay'
import { LOAN_BUSINESS } from '../../src/contract/search-attributes'
import { verifyBooks } from '../../src/verify/verify-books'
import type { LoanName } from '../../src/verify/report'
import type { UpStack } from '../support/up-stack'
import { withDatabase } from './lender'
import type { Tally } from './tally'

const BUNDLE = join(projectRoot, 'dist', 'workflow-bundle.js')

/** `verify`, with nothing left half done: hash chains, subledger and ledger, status, allocations. */
export async function checkBooks(stack: UpStack, businessId: string): Promise<void> {
  const report = await withDatabase(stack.credentials.databaseUrl, (database) =>
    verifyBooks(database, { businessId }),
  )
  const { differences, inFlight, parked, owed, behind, transfers, waiting, proven } = report
  assert.deepEqual(differences.items, [], 'verify finds differences')
  const unfinished: LoanName[] = [inFlight, parked, owed, behind, transfers].flatMap(
    ({ items }: { items: LoanName[] }) => items,
  )
  assert.deepEqual([unfinished, waiting, proven], [[], 0, true])
}

/** Every run that the loans left in Temporal replays with the workflow code that was built. */
export async function checkHistories(
  stack: UpStack,
  businessId: string,
  { expected, tally }: { expected: number; tally: Tally },
): Promise<void> {
  const address = stack.credentials.temporalAddress
  const temporal = await connectTemporal({ address, namespace: 'default' })
  try {
    const query = `${LOAN_BUSINESS.name} = '${businessId}'`
    const { runs, broken } = await replayLoans(temporal.client, BUNDLE, { query }, () => undefined)
    assert.deepEqual(broken, [], 'histories that do not replay')
    assert.ok(runs >= expected, `${runs} runs of ${expected} loans`)
    tally.replayed(runs)
  } finally {
    await temporal.close()
  }
}
