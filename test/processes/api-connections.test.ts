import { asAppError } from '../../src/api/errors/error-handler'
import { createBusiness } from '../../src/business/create-business'
import { loadApiConfig } from '../../src/platform/config'
import { createLogger } from '../../src/platform/logger'
import { connectApi, shareConnections } from '../../src/processes/api-connections'
import { StageQueue } from '../../src/stream/stage-queue'
import { findLoan } from '../../src/views/loan-view'
import { createTestDatabase } from '../support/harness'
import { LoanRequests } from '../support/loan-requests'

it.each([
  [1, { intake: 1, rehearsals: 1, reads: 1 }],
  [3, { intake: 1, rehearsals: 1, reads: 1 }],
  [5, { intake: 2, rehearsals: 1, reads: 2 }],
  [10, { intake: 5, rehearsals: 2, reads: 3 }],
  [20, { intake: 5, rehearsals: 2, reads: 13 }],
])('%i connections are shared out', (size, shares) => {
  expect(shareConnections(size)).toEqual(shares)
})

it('reads that find no connection in time are busy, and events are taken meanwhile', async () => {
  const test = await createTestDatabase()
  const config = loadApiConfig({ DATABASE_URL: test.url, DATABASE_POOL_SIZE: '3' })
  const connections = connectApi(config, createLogger({ level: 'silent', format: 'json' }, 'api'))
  const { intake, reads } = connections
  const businessId = await createBusiness(intake, { name: 'Read Lender' })
  const loan = new LoanRequests({ businessId, loanId: 'LN-1' })

  const [sleeping, read, list, staged] = await Promise.allSettled([
    reads.query('test_sleep', 'SELECT pg_sleep(8)'),
    findLoan(reads, businessId, 'LN-1'),
    reads.prisma.$transaction([reads.prisma.business.count()]),
    new StageQueue(intake).stage(loan.disbursement()),
  ])
  expect(sleeping.status).toBe('fulfilled')
  const busy = {
    status: 'rejected',
    reason: { code: 'BUSY', status: 503, headers: { 'Retry-After': '1' } },
  }
  expect(read).toMatchObject(busy)
  expect(asAppError('reason' in list ? list.reason : null)).toMatchObject(busy.reason)
  expect(staged).toMatchObject({ value: { status: 'STAGED' } })
  await connections.close()
  await test.close()
})
