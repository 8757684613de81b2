import { createBusiness } from '../../src/business/create-business'
import type { StageOutcome, StageRequest } from '../../src/stream/stage-request'
import { verifyBooks } from '../../src/verify/verify-books'
import { expectBooksEqualLms } from '../support/books-check'
import { createTestDatabase, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { LoanRequests } from '../support/loan-requests'
import { outcomeOf as outcomeOfEvent, settle, settledOne } from '../support/settle'

let test: TestDatabase
let businessId: string

beforeAll(async () => {
  test = await createTestDatabase()
  businessId = await createBusiness(test.database, { name: 'Giving Lender' })
})

afterAll(async () => {
  expect((await verifyBooks(test.database)).differences.items).toEqual([])
  await test.close()
})

const newLoan = () => new LoanRequests({ businessId, loanId: uniqueName('loan') })

function send(loan: LoanRequests, ...requests: StageRequest[]): Promise<StageOutcome[]> {
  return settle(test.database, loan.ref, requests)
}

/** Sends one event that must be staged, and gives its id. */
const sent = (loan: LoanRequests, request: StageRequest) =>
  settledOne(test.database, loan.ref, request)

const outcomeOf = (eventId: string) => outcomeOfEvent(test.database, eventId)

/** Sends one event and tells what became of it. */
async function became(loan: LoanRequests, request: StageRequest): Promise<string> {
  return outcomeOf(await sent(loan, request))
}

async function entriesOf(eventId: string): Promise<string[]> {
  const rows = await test.database.query<{ entry: string }>(
    'test_entries',
    `SELECT e.date || ' ' || string_agg(l.account || ' ' || l.amount, ', ' ORDER BY l.line_no) AS entry
     FROM journal_entry e JOIN journal_line l ON l.stream_id = e.stream_id AND l.entry_no = e.no
     WHERE e.event_id = $1 GROUP BY e.no, e.date ORDER BY e.no`,
    [eventId],
  )
  return rows.map(({ entry }) => entry)
}

async function statusOf({ ref }: LoanRequests): Promise<string | undefined> {
  const [row] = await test.database.query<{ status: string }>(
    'test_loan_status',
    `SELECT l.status FROM loan l JOIN loan_stream s ON s.id = l.stream_id WHERE s.external_id = $1`,
    [ref.loanId],
  )
  return row?.status
}

describe('a refund of credit', () => {
  it('pays out what stands from its day on, and no more', async () => {
    const loan = newLoan()
    await send(loan, loan.disbursement({ amount: '10000' }))
    await send(loan, loan.repayment({ principal: '10000', interest: '300', date: '2025-02-10' }))
    await send(loan, loan.repayment({ interest: '200', date: '2025-03-10' }))
    expect(await statusOf(loan)).toBe('Overpaid')

    const early = loan.creditRefund({ amount: '301', date: '2025-02-20' })
    expect(await became(loan, early)).toBe('FAILED CREDIT_SHORT')
    const unpaid = loan.creditRefund({ amount: '1', date: '2025-02-09' })
    expect(await became(loan, unpaid)).toBe('FAILED CREDIT_SHORT')
    const paid = await sent(loan, loan.creditRefund({ amount: '300', date: '2025-02-20' }))
    expect(await outcomeOf(paid)).toBe('POSTED')
    expect(await entriesOf(paid)).toEqual(['2025-02-20 2102 300, 1001 -300'])
    expect(await became(loan, loan.creditRefund({ amount: '200', date: '2025-03-10' }))).toBe(
      'POSTED',
    )
    expect(await statusOf(loan)).toBe('Closed (obligations met)')
    await expectBooksEqualLms(test.database, loan.ref)
  })

  it('leaves no credit that interest has used since, whenever it is dated', async () => {
    const loan = newLoan()
    await send(loan, loan.disbursement(), loan.repayment({ interest: '500', date: '2025-01-20' }))
    await send(loan, loan.revenue({ month: '2025-02', amount: '400' }))
    expect(await became(loan, loan.creditRefund({ amount: '101', date: '2025-01-25' }))).toBe(
      'FAILED CREDIT_SHORT',
    )
    expect(await became(loan, loan.creditRefund({ amount: '100', date: '2025-01-25' }))).toBe(
      'POSTED',
    )
    await expectBooksEqualLms(test.database, loan.ref)
  })

  it('blocks the reversal of the receipt it came from, until it is reversed itself', async () => {
    const loan = newLoan()
    await send(loan, loan.disbursement())
    const receipt = await sent(loan, loan.repayment({ interest: '500', date: '2025-01-20' }))
    const paid = await sent(loan, loan.creditRefund({ amount: '500', date: '2025-01-25' }))
    expect(await became(loan, loan.reversal(receipt))).toBe('FAILED REVERSAL_BLOCKED')
    expect(await became(loan, loan.reversal(paid))).toBe('POSTED')
    expect(await expectBooksEqualLms(test.database, loan.ref)).toMatchObject({ credit: 500 })
    expect(await became(loan, loan.reversal(receipt))).toBe('POSTED')
    expect(await outcomeOf(receipt)).toBe('REVERSED')
    expect(await expectBooksEqualLms(test.database, loan.ref)).toMatchObject({ credit: 0 })
  })

  it('is judged with what an equal batch brings, and dated anew by a correction', async () => {
    const loan = newLoan()
    const outcomes = await send(
      loan,
      loan.disbursement(),
      loan.repayment({ interest: '500', date: '2025-01-20' }),
      loan.creditRefund({ amount: '200', date: '2025-01-25' }),
      loan.creditRefund({ amount: '200', date: '2025-01-26' }),
      loan.creditRefund({ amount: '200', date: '2025-01-27' }),
    )
    const ids = outcomes.flatMap((one) => ('eventId' in one ? one.eventId : []))
    expect(await Promise.all(ids.map(outcomeOf))).toEqual([
      ...['POSTED', 'POSTED', 'POSTED', 'POSTED', 'FAILED CREDIT_SHORT'],
    ])
    const right = loan.creditRefund({ amount: '150', date: '2025-02-01' })
    expect(await became(loan, loan.correction(ids[2] ?? '', right))).toBe('POSTED')
    expect(await expectBooksEqualLms(test.database, loan.ref)).toMatchObject({ credit: 150 })
  })
})

describe('a write-off', () => {
  it('gives up principal and interest; its reversal brings them back', async () => {
    const loan = newLoan()
    await send(loan, loan.disbursement({ amount: '10000' }), loan.revenue({ amount: '300' }))
    await send(loan, loan.repayment({ principal: '1000', interest: '100' }))
    const given = await sent(loan, loan.writeOff({ date: '2025-04-15' }))
    expect(await entriesOf(given)).toEqual([
      '2025-04-15 5101 9000, 1101 -9000',
      '2025-04-15 5101 200, 1102 -200',
    ])
    expect(await statusOf(loan)).toBe('Closed (written off)')
    await expectBooksEqualLms(test.database, loan.ref)

    for (const late of [
      loan.repayment({ principal: '1', date: '2025-05-01' }),
      loan.revenue({ month: '2025-05' }),
      loan.settlement({ principal: '1', date: '2025-05-01' }),
      loan.creditRefund({ date: '2025-05-01' }),
      loan.writeOff({ date: '2025-05-01' }),
    ]) {
      expect(await became(loan, late)).toBe('FAILED LOAN_WRITTEN_OFF')
    }
    expect(await became(loan, loan.reversal(given))).toBe('POSTED')
    expect(await statusOf(loan)).toBe('Active')
    expect(await expectBooksEqualLms(test.database, loan.ref)).toMatchObject({
      ...{ principal: 9000, interest: 200, credit: 0 },
    })
    expect(await became(loan, loan.repayment({ principal: '1', date: '2025-05-02' }))).toBe(
      'POSTED',
    )
  })

  it('sets credit off against the principal, each on its day', async () => {
    const loan = newLoan()
    await send(loan, loan.disbursement({ amount: '10000' }))
    await send(loan, loan.repayment({ interest: '700', date: '2025-05-20' }))
    const given = await sent(loan, loan.writeOff({ date: '2025-04-15' }))
    expect(await entriesOf(given)).toEqual([
      '2025-04-15 5101 9300, 1101 -9300',
      '2025-05-20 2102 700, 1101 -700',
    ])
    expect(await expectBooksEqualLms(test.database, loan.ref)).toMatchObject({
      ...{ principal: 0, credit: 0 },
    })
  })

  it('is none of a loan on which nothing would be lost', async () => {
    const loan = newLoan()
    await send(loan, loan.disbursement({ amount: '500' }))
    const paid = await sent(loan, loan.repayment({ interest: '500' }))
    expect(await became(loan, loan.writeOff())).toBe('FAILED LOAN_NOT_ACTIVE')
    await send(loan, loan.reversal(paid), loan.repayment({ principal: '500' }))
    expect(await became(loan, loan.writeOff({ date: '2025-04-16' }))).toBe('FAILED LOAN_NOT_ACTIVE')
  })

  it('follows what a reversal before it changes', async () => {
    const loan = newLoan()
    await send(loan, loan.disbursement({ amount: '10000' }))
    const paid = await sent(loan, loan.repayment({ principal: '4000' }))
    const given = await sent(loan, loan.writeOff({ date: '2025-04-15' }))
    expect(await became(loan, loan.reversal(paid, { reversalDate: '2025-06-01' }))).toBe('POSTED')
    expect(await entriesOf(given)).toEqual([
      '2025-04-15 5101 6000, 1101 -6000',
      '2025-06-01 5101 -6000, 1101 6000',
      '2025-06-01 5101 10000, 1101 -10000',
    ])
    expect(await statusOf(loan)).toBe('Closed (written off)')
  })
})
