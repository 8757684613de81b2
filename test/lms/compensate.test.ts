import { Client } from 'pg'

import { EmbeddedAccounting } from '../../src/accounting/embedded-accounting'
import { createBusiness } from '../../src/business/create-business'
import { embeddedLms } from '../../src/lms/lms-gateway'
import { createTestDatabase, type TestDatabase } from '../support/harness'
import { disbursement, repayment, revenueReport } from '../support/loan-events'
import { LoanRequests } from '../support/loan-requests'
import { settle } from '../support/settle'
import { refusesThird } from '../support/staged-loan'
import { stageLoan } from '../verify/posted-loan'

describe('A compensation', () => {
  let test: TestDatabase
  let businessId: string
  beforeAll(async () => {
    test = await createTestDatabase()
    businessId = await createBusiness(test.database, { name: 'Lender' })
  })
  afterAll(() => test.close())

  it('leaves the loan where its events leave it, whatever was noted with its transitions', async () => {
    const { database } = test
    const loan = { businessId, loanId: 'L-1' }
    await stageLoan(database, businessId, loan.loanId, [
      disbursement(1, { amount: '1000' }),
      revenueReport(2, { amount: '30' }),
      repayment(3, { principal: '400', interest: '30' }),
      repayment(4, { principal: '600' }),
    ])
    const lms = embeddedLms(database)
    const { streamId, taken } = await lms.take(loan)
    const accounting = new EmbeddedAccounting(database, { rule: refusesThird })
    const posted = await accounting.post({ streamId, taken })
    expect(posted.compensationOwed).toBe(true)
    // What a column that came later would have in it: nothing.
    const client = new Client({ connectionString: test.url })
    await client.connect()
    await client.query(
      `SET session_replication_role = replica;
       UPDATE loan_transaction SET before = '{}' WHERE before IS NOT NULL`,
    )
    await client.end()

    await lms.compensate(streamId)
    const [stands] = await database.query(
      'test_stands',
      `SELECT status, customer_id, principal, principal_outstanding, interest_outstanding, credit_balance,
              disbursed_on, settled_on, seq FROM loan WHERE stream_id = $1::bigint`,
      [streamId],
    )
    expect(stands).toMatchObject({
      status: 'Active',
      customer_id: 'C-1',
      principal: 1000n,
      principal_outstanding: 1000n,
      interest_outstanding: 30n,
      disbursed_on: '2025-01-15',
      settled_on: null,
      seq: 3,
    })
  })

  it('leaves the next reversal the split that stands, not the one that was undone', async () => {
    const { database } = test
    const loan = new LoanRequests({ businessId, loanId: 'L-redone' })
    const [, revenue, paid] = await settle(database, loan.ref, [
      loan.disbursement(),
      loan.revenue({ amount: '30' }),
      loan.repayment({ principal: '0', interest: '30' }),
    ])
    if (revenue?.status !== 'STAGED' || paid?.status !== 'STAGED') throw new Error('not staged')
    const undo = loan.reversal(revenue.eventId)
    await settle(database, loan.ref, [undo], ({ kind }) =>
      kind === 'REVERSAL' ? { code: 'PERIOD_LOCKED', message: 'No.' } : null,
    )
    await settle(database, loan.ref, [undo])
    const split = await database.query(
      'test_split',
      `SELECT sum(amount)::bigint AS amount, sum(interest)::bigint AS interest,
              sum(overpayment)::bigint AS overpayment
       FROM loan_transaction WHERE event_id = $1::uuid`,
      [paid.eventId],
    )
    expect(split).toEqual([{ amount: 30n, interest: 0n, overpayment: 30n }])
  })
})
