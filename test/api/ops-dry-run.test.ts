import type { Answer } from './api-under-test'
import { bearerOf } from './ops-under-test'
import { repaidLoan } from './repaid-loan'
import { PUSH } from './requests'
import { LoansUnderTest } from './v1/loans-under-test'
import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest } from './api-under-test'

let loans: LoansUnderTest
let api: ApiUnderTest
let bearer: { Authorization: string }
beforeAll(async () => {
  loans = await LoansUnderTest.start()
  api = loans.v1.api
  bearer = await bearerOf(api, api.database, api.businessId, ['lms:operate'])
})
afterAll(() => loans.close())

const reverse = (eventId: string, more: object = {}) =>
  api.post(
    `/ops/events/${eventId}/reverse`,
    { reason: 'Paid into the wrong loan', dryRun: true, ...more },
    bearer,
  )

/** Two runs give other ids and take place at other moments. */
function comparable(answer: Answer): Answer {
  const { eventId } = answer
  return JSON.parse(
    JSON.stringify(answer, (name, value: unknown) =>
      value === eventId || (name.endsWith('At') && value !== null) ? 'made' : value,
    ),
  )
}

/** Everything that a decision could leave behind. */
async function written(): Promise<Answer> {
  const [row] = await api.database.query(
    'written',
    `SELECT (SELECT jsonb_agg(e ORDER BY e.id) FROM loan_event e) AS events,
            (SELECT jsonb_agg(s ORDER BY s.id) FROM loan_stream s) AS streams,
            (SELECT count(*) FROM journal_entry) AS entries,
            (SELECT count(*) FROM operator_action) AS actions,
            (SELECT count(*) FROM refused_request) AS refused`,
  )
  return row
}

describe('A dry run of an operator’s reversal', () => {
  it('is answered as the push door answers one, and nothing is written', async () => {
    const { loanId, paid } = await repaidLoan(api)
    const asked = { loanId, eventId: paid, reason: 'Paid into the wrong loan', dryRun: true }
    const pushed = await api.post(PUSH.reversal, asked)
    const before = await written()
    const { status, body } = await reverse(paid)
    expect([status, comparable(body)]).toEqual([200, comparable(pushed.body)])
    expect(body).toMatchObject({
      success: true,
      type: 'REVERSAL',
      staging: { status: 'DRY_RUN', sequence: 3 },
      push: { status: 'POSTED' },
      loan: { loanId, principalOutstanding: 1000000 },
    })
    expect(body.push.journalEntries.length).toBeGreaterThan(0)
    expect(await written()).toEqual(before)
  })

  it('tells what fails when it is its turn, and what cascades', async () => {
    const { lent } = await repaidLoan(api)
    const before = await written()
    const blocked = await reverse(lent)
    expect([blocked.status, blocked.body]).toMatchObject([
      200,
      { success: false, error: { code: 'REVERSAL_BLOCKED' }, staging: { status: 'DRY_RUN' } },
    ])
    const cascade = await reverse(lent, { cascade: true })
    expect(cascade.body).toMatchObject({ success: true, loan: { status: 'Approved' } })
    expect(await written()).toEqual(before)
  })

  it('of a loan that lives here tells the loan without its repayment', async () => {
    const loan = await loans.active()
    const paid = await loan.must('repayments', {
      transactionDate: '2026-03-12',
      transactionAmount: 500,
    })
    const before = await written()
    const { status, body } = await reverse(paid.eventId as string)
    expect([status, body]).toMatchObject([
      200,
      { success: true, push: { status: 'POSTED' }, loan: { principalOutstanding: 10000 } },
    ])
    expect(await written()).toEqual(before)
    const [repaid] = await api.database.query(
      'repaid',
      'SELECT payload, details FROM loan_event WHERE id = $1',
      [paid.eventId],
    )
    expect(JSON.stringify(repaid)).not.toContain('dryRun')
  })

  it('is refused as the reversal would be, and keeps no refusal', async () => {
    const { paid } = await repaidLoan(api)
    const before = await written()
    const refusals = [
      await reverse('0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11'),
      await reverse(paid, { reversalDate: '2026-02-14' }),
      await reverse(paid, { reversalDate: '2026-03-16' }),
      await reverse(paid, { dryRun: 'yes' }),
    ]
    expect(refusals.map(({ status, body }) => [status, body.code])).toEqual([
      [404, 'EVENT_NOT_FOUND'],
      [422, 'VALIDATION_FAILED'],
      [422, 'DATE_IN_FUTURE'],
      [400, 'VALIDATION_FAILED'],
    ])
    expect(await written()).toEqual(before)
  })

  it('is not known where the books are kept elsewhere', async () => {
    const { paid } = await repaidLoan(api)
    const elsewhere = await startApiUnderTest({ on: loans.stack, booksElsewhere: true })
    const path = `/ops/events/${paid}/reverse`
    const { status, body } = await elsewhere.post(path, { reason: 'x', dryRun: true }, bearer)
    expect([status, body.code]).toEqual([501, 'NOT_SUPPORTED_YET'])
    await elsewhere.close()
  })
})
