import { LoansUnderTest, SEVEN_DAYS } from './loans-under-test'
import { bare, said, startV1 } from './v1-under-test'
import type { V1UnderTest } from './v1-under-test'

let loans: LoansUnderTest
/** An API of the same business whose books are kept by another deployment. */
let elsewhere: V1UnderTest
beforeAll(async () => {
  loans = await LoansUnderTest.start()
  elsewhere = await startV1({ on: loans.stack, booksElsewhere: true })
})
afterAll(async () => {
  await elsewhere.close()
  await loans.close()
})

/** Names what cannot be recorded. */
const refusedAs = (kind: string) =>
  bare(
    422,
    'failed_precondition',
    `The books are kept by another Accounting, which is not known to take a loan-event: it cannot record ${kind} of a loan that lives here.`,
  )

const post = async (path: string, body: object) =>
  said(await elsewhere.api.post(path, body, await loans.v1.tokenOf(loans.v1.api.businessId)))

async function streams(): Promise<unknown> {
  return loans.stack.database.query(
    'streams',
    'SELECT stream_id, seq, kind, status FROM loan_event ORDER BY stream_id, seq',
  )
}

it('no application is taken, so that no loan comes to be whose life could not be told', async () => {
  const application = { customerId: await loans.customer(), ...SEVEN_DAYS }
  expect(await post('/v1/loans', application)).toEqual(refusedAs('SUBMIT'))
  const dry = await post('/v1/loans', { ...application, dryRun: true })
  expect(dry).toEqual(refusedAs('SUBMIT'))
  const preview = await post('/v1/loans?command=calculateLoanSchedule', application)
  expect(preview).toMatchObject({ status: 200, body: { totals: { interest: 1100 } } })
  expect(await streams()).toEqual([])
  const kept = await loans.stack.database.query('kept', 'SELECT kind, code FROM refused_request')
  expect(kept).toContainEqual({ kind: 'SUBMIT', code: 'ACCOUNTING_CANNOT_RECORD' })
})

it('no command is staged for a loan from before, dry or not, and none parks', async () => {
  const [loan, other] = [await loans.active(), await loans.active()]
  const { body: paid } = await loan.repay(100)
  const before = await streams()
  const on = { transactionDate: '2026-03-12' }
  const amount = { ...on, transactionAmount: 100 }
  const commands: [string, object, string][] = [
    ['approve', { approvedOnDate: '2026-03-10' }, 'APPROVE'],
    ['disburse', { actualDisbursementDate: '2026-03-10' }, 'DISBURSE'],
    ['repayments', amount, 'REPAY'],
    [`repayments/${paid.id}/reverse`, {}, 'REVERSAL'],
    [
      'charges',
      { name: 'Letter', amount: 50, chargeTimeType: 2, dueDate: '2026-03-12' },
      'ADD_CHARGE',
    ],
    ['waive-interest', amount, 'WAIVE_INTEREST'],
    ['write-off', on, 'WRITE_OFF'],
    ['credit-balance-refund', amount, 'CREDIT_REFUND'],
    ['credit-transfer', { ...on, toLoanId: other.id, amount: 100 }, 'CREDIT_OUT'],
    ['undo-disbursal', {}, 'UNDO_DISBURSAL'],
  ]
  for (const [command, body, kind] of commands) {
    for (const dryRun of [false, true]) {
      expect(await post(`/v1/loans/${loan.id}/${command}`, { ...body, dryRun })).toEqual(
        refusedAs(kind),
      )
    }
  }
  expect(await streams()).toEqual(before)
})
