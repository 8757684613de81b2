import { createBusiness } from '../../src/business/create-business'
import { embeddedPass } from '../../src/steps/at-once'
import { createTestDatabase, runAsOwner, type TestDatabase } from '../support/harness'
import { LoanRequests } from '../support/loan-requests'
import { StageQueue } from '../../src/stream/stage-queue'

const LINES = `SELECT l.entry_no AS "entryNo", l.account, l.role, l.date::text
               FROM journal_line l JOIN loan_stream s ON s.id = l.stream_id
               WHERE s.external_id = $1 ORDER BY l.entry_no, l.line_no`

interface Line {
  entryNo: number
  account: string
  role: string
  date: string
}

describe('A line of the journal', () => {
  let test: TestDatabase
  let loan: LoanRequests
  const lines = () => test.database.query<Line>('test_lines', LINES, ['LN-1'])

  beforeAll(async () => {
    test = await createTestDatabase()
    const accountMapping = { glAsset: '1210-LOANS', glFee: '4500' }
    const businessId = await createBusiness(test.database, { name: 'Lender', accountMapping })
    loan = new LoanRequests({ businessId, loanId: 'LN-1' })
    const queue = new StageQueue(test.database)
    const accounts = { '1101': '1210-LOANS', '4102': '4500' }
    const fees = { adminFee: '1000', vat: '180', vatRate: '0.18' }
    await queue.stage(loan.disbursement({ accounts, amount: '100000', ...fees }))
    await queue.stage(loan.revenue({ accounts }))
    await embeddedPass(test.database)({ businessId, loanId: 'LN-1' })
  })
  afterAll(() => test.close())

  it('has the date of its entry and its account of the standard chart', async () => {
    const found = await lines()
    expect(found.map(({ account, role }) => `${account} ${role}`)).toEqual([
      ...['1210-LOANS 1101', '1001 1001', '4500 4102', '2101 2101', '1102 1102', '4101 4101'],
    ])
    const dates = new Map(found.map(({ entryNo, date }) => [entryNo, date]))
    expect([...dates.values()]).toEqual(['2025-01-15', '2025-01-31'])
  })

  it('gets them where whoever adds it does not know of them', async () => {
    const before = await lines()
    await runAsOwner(
      test,
      `WITH gone AS (SELECT * FROM journal_line WHERE entry_no = 1 AND line_no IN (1, 2))
       INSERT INTO journal_line (stream_id, entry_no, line_no, business_id, account, amount)
         SELECT stream_id, entry_no, 10 + line_no, business_id, account, amount FROM gone
         UNION ALL
         SELECT stream_id, entry_no, 20 + line_no, business_id, account, -amount FROM gone`,
    )
    const added = (await lines()).filter((one) => one.entryNo === 1).slice(4)
    const [lent, paidOut] = before
    expect(added).toEqual([lent, paidOut, lent, paidOut])
  })

  it('keeps them', async () => {
    await expect(
      runAsOwner(test, `UPDATE journal_line SET date = '2020-01-01' WHERE entry_no = 1`),
    ).rejects.toThrow('journal_line is append-only')
  })
})
