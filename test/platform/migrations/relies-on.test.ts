import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { createBusiness } from '../../../src/business/create-business'
import { projectRoot } from '../../../src/platform/project-root'
import { StageQueue } from '../../../src/stream/stage-queue'
import { createTestDatabase, runAsOwner } from '../../support/harness'
import { LoanRequests } from '../../support/loan-requests'

const MIGRATION = join(projectRoot, 'prisma/migrations/20261125030000_corrections/migration.sql')

it('what waits behind a reversal when it is migrated relies on it as what comes later', async () => {
  const test = await createTestDatabase()
  const { database } = test
  const businessId = await createBusiness(database, { name: 'Old Lender' })
  const loan = new LoanRequests({ businessId, loanId: 'LN-1' })
  const queue = new StageQueue(database)
  const idOf = (outcome: Awaited<ReturnType<StageQueue['stage']>>) =>
    'eventId' in outcome ? outcome.eventId : ''
  const paid = loan.repayment({ principal: '7' })
  const lent = idOf(await queue.stage(loan.disbursement()))
  await queue.stage(loan.revenue())
  const first = idOf(await queue.stage(paid))
  await queue.stage(loan.reversal(lent, { cascade: true }))
  for (const request of [
    loan.disbursement({ amount: '5' }),
    paid,
    loan.repayment({ principal: '8' }),
  ]) {
    await queue.stage(request)
  }
  const links = () =>
    database.query<{ seq: number; ids: string[] | null }>(
      'test_links',
      'SELECT seq, relies_on AS ids FROM loan_event ORDER BY seq',
    )
  const staged = await links()
  expect(staged.slice(4).map(({ ids }) => ids)).toEqual([[lent], [first], null])

  const [backfill] = /UPDATE loan_event e[^;]+;/.exec(readFileSync(MIGRATION, 'utf8')) ?? []
  await runAsOwner(test, 'ALTER TABLE loan_event DISABLE TRIGGER event_links_fixed')
  await runAsOwner(test, 'UPDATE loan_event SET relies_on = NULL')
  await runAsOwner(test, backfill ?? '')
  expect(await links()).toEqual(staged)
  await test.close()
})
