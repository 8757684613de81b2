import { createHash } from 'node:crypto'

import { createBusiness } from '../../src/business/create-business'
import { canonicalReversal } from '../../src/domain/events/fingerprint'
import { verifyBooks } from '../../src/verify/verify-books'
import { createTestDatabase } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { LoanRequests } from '../support/loan-requests'
import { settle } from '../support/settle'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.close())

it('a reversal of before, fingerprinted with its event in upper case, is proven', async () => {
  const businessId = await createBusiness(test.database, { name: 'Shouting Lender' })
  const loan = new LoanRequests({ businessId, loanId: 'LN-1' })
  const [disbursed] = await settle(test.database, loan.ref, [loan.disbursement()])
  const eventId = disbursed && 'eventId' in disbursed ? disbursed.eventId : ''
  const asked = { eventId: eventId.toUpperCase(), reason: 'x', reversalDate: null, cascade: false }
  const fingerprint = createHash('sha256').update(canonicalReversal('LN-1', asked)).digest('hex')
  await settle(test.database, loan.ref, [loan.reversal(eventId, { reason: 'x' }, { fingerprint })])

  expect(await verifyBooks(test.database)).toMatchObject({ proven: true, events: 2 })
})
