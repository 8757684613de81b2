import { LoansUnderTest } from './loans-under-test'
import { refused, said } from './v1-under-test'

let loans: LoansUnderTest
beforeAll(async () => {
  loans = await LoansUnderTest.start()
})
afterAll(() => loans.close())

const no = (code: string, text: string, status: 400 | 403 = 400) =>
  refused(status, status === 400 ? 'invalid_argument' : 'permission_denied', code, text)

it('a waiver takes the oldest open installment on its due date, where nothing else is said', async () => {
  const fee = { name: 'Letter', amount: 10, chargeTimeType: 8 }
  const loan = await loans.active({
    ...{ numberOfRepayments: 2, repaymentEvery: 2, loanTermFrequency: 4, charges: [fee] },
  })
  const [{ id }] = (await loan.now()).charges
  const key = { 'Idempotency-Key': `waive-${loan.id}` }
  const waived = (await loan.send(`charges/${id}/waive`, {}, key)).body
  expect(waived.charges[0]).toMatchObject({ amountWaived: 10, amountOutstanding: 10 })
  expect(waived.transactions.at(-1)).toMatchObject({
    type: 'Waive loan charges',
    date: '2026-03-12',
  })
  // What is the oldest has moved on meanwhile; a repeat stays a repeat.
  expect(said(await loan.send(`charges/${id}/waive`, {}, key))).toEqual({
    status: 200,
    body: waived,
  })
  await loan.must(`charges/${id}/waive`)
  expect((await loan.now()).transactions.at(-1)).toMatchObject({ date: '2026-03-14' })
})

it('a charge that falls due before the disbursement refuses it, and none is added without a day', async () => {
  const letter = { name: 'Letter', amount: 10, chargeTimeType: 2 }
  const loan = await loans.approved({ charges: [{ ...letter, dueDate: '2026-03-11' }] })
  expect((await loan.now()).charges[0]).toMatchObject({ amountOutstanding: 10 })
  expect(said(await loan.send('disburse', { actualDisbursementDate: '2026-03-12' }))).toEqual(
    no(
      'error.msg.loanCharge.cannot.be.added.as.specified.due.date.outside.range',
      'This charge with specified due date cannot be added as the it is not in schedule range.',
      403,
    ),
  )
  await loan.must('disburse', { actualDisbursementDate: '2026-03-11' })
  expect(said(await loan.send('charges', letter))).toEqual(
    no('error.msg.loanCharge.dueDate.cannot.be.blank', 'Loan charge is missing due date.', 403),
  )
})

it('a reversal that is dated too early is told so, and on a written-off loan that it is', async () => {
  const loan = await loans.active()
  const { id } = (await loan.repay(1000)).body
  const reversed = (on?: string) => loan.send(`repayments/${id}/reverse`, { transactionDate: on })
  expect(said(await reversed('2026-03-11'))).toEqual(
    no(
      'error.msg.loan.transaction.reversal.cannot.be.before.transaction.date',
      'The date of the reversal cannot be before the date of the transaction: 2026-03-12',
      403,
    ),
  )
  expect((await reversed('2026-03-09')).body.message).toContain('client.transfer.date')
  await loan.must('write-off', { transactionDate: '2026-03-15' })
  const [disbursement] = (await loan.now()).transactions
  expect(said(await loan.send(`repayments/${disbursement.id}/reverse`))).toEqual(
    no(
      'error.msg.loan.written.off.update.not.allowed',
      `Loan transaction:${disbursement.id} update not allowed as loan status is written off`,
    ),
  )
})
