import { createBusiness } from '../../src/business/create-business'
import { rehearseEvent } from '../../src/steps/rehearse'
import type { Database } from '../../src/platform/database'
import { createTestDatabase, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { LoanRequests } from '../support/loan-requests'
import { settle } from '../support/settle'

let test: TestDatabase
let businessId: string

beforeAll(async () => {
  test = await createTestDatabase()
  businessId = await createBusiness(test.database, { name: 'Careful Lender' })
})

afterAll(() => test.close())

const newLoan = () => new LoanRequests({ businessId, loanId: uniqueName('loan') })

interface Entry {
  no: number
  reverses: number | null
}

const entriesCausedBy = (database: Database, eventId: string) =>
  database.query<Entry>(
    'test_entries',
    'SELECT no, reverses FROM journal_entry WHERE caused_by = $1 ORDER BY no',
    [eventId],
  )

async function rowsOf(loan: LoanRequests): Promise<unknown> {
  return test.database.query(
    'test_rows',
    `SELECT s.last_seq, s.busy, l.*, g.next_entry, g.chain_head,
            (SELECT count(*) FROM loan_event e WHERE e.stream_id = s.id) AS events
     FROM loan_stream s LEFT JOIN loan l ON l.stream_id = s.id LEFT JOIN ledger_loan g ON g.stream_id = s.id
     WHERE s.external_id = $1`,
    [loan.ref.loanId],
  )
}

describe('a rehearsal', () => {
  it('tells what a reversal would post and changes nothing', async () => {
    const loan = newLoan()
    const [, paid] = await settle(test.database, loan.ref, [
      loan.disbursement(),
      loan.repayment({ principal: '100' }),
    ])
    const before = await rowsOf(loan)
    const target = paid && 'eventId' in paid ? paid.eventId : ''
    const rehearsed = await rehearseEvent(test.database, loan.reversal(target), entriesCausedBy)
    expect(rehearsed).toMatchObject({
      outcome: { status: 'STAGED' },
      view: [{ no: 3, reverses: 2 }],
    })
    expect(await rowsOf(loan)).toEqual(before)
  })

  it('of a first disbursement leaves no loan behind', async () => {
    const loan = newLoan()
    const rehearsed = await rehearseEvent(test.database, loan.disbursement(), entriesCausedBy)
    expect(rehearsed).toMatchObject({ outcome: { sequence: 1 }, view: [{ no: 1, reverses: null }] })
    expect(await rowsOf(loan)).toEqual([])
  })

  it('takes what waits before it into account', async () => {
    const loan = newLoan()
    await test.database.query('test_stage', 'SELECT stage_events($1::jsonb) AS outcomes', [
      JSON.stringify([loan.disbursement(), loan.revenue()]),
    ])
    const request = loan.repayment({ interest: '1' })
    const rehearsed = await rehearseEvent(test.database, request, entriesCausedBy)
    expect(rehearsed).toMatchObject({ outcome: { sequence: 3 }, view: [{ no: 3 }] })
  })

  it('is refused like the event itself', async () => {
    const loan = newLoan()
    const request = loan.repayment({ principal: '1' })
    expect(await rehearseEvent(test.database, request, entriesCausedBy)).toMatchObject({
      status: 'REFUSED',
      code: 'ORDER_VIOLATION',
    })
  })
})
