import type { Answer } from '../api-under-test'
import { LoansUnderTest, SEVEN_DAYS } from './loans-under-test'
import type { TestedLoan } from './loans-under-test'

let loans: LoansUnderTest
beforeAll(async () => {
  loans = await LoansUnderTest.start()
})
afterAll(() => loans.close())

const ON = { transactionDate: '2026-03-12' }
const SUBMITTED = { submittedOnDate: '2026-01-10', expectedDisbursementDate: '2026-01-10' }

/** Amounts by account, credits negative: what two tellings of the same entries have in common. */
const linesOf = (entries: Answer[]) =>
  entries.map(({ date, description, lines }) => ({
    ...{ date, description },
    lines: lines.map(({ account, debit, credit }: Answer) => [account, debit - credit]),
  }))

/** The entries of a loan, by its own books. */
async function booked({ id }: TestedLoan): Promise<ReturnType<typeof linesOf>> {
  return loans.stack.database.query(
    'booked',
    `SELECT to_char(j.date, 'YYYY-MM-DD') AS date, j.description,
            (SELECT jsonb_agg(jsonb_build_array(l.account, l.amount::numeric / 100) ORDER BY l.line_no)
             FROM journal_line l WHERE l.stream_id = j.stream_id AND l.entry_no = j.no) AS lines
     FROM journal_entry j WHERE j.stream_id = $1::bigint ORDER BY j.no`,
    [id],
  )
}

/** What a command says it would do to the books, and then does. */
async function rehearsedAndDone(loan: TestedLoan, command: string, body: object) {
  const before = await booked(loan)
  const told = await loan.must(command, { ...body, dryRun: true })
  expect(await booked(loan)).toEqual(before)
  const done = await loan.must(command, body)
  const after = await booked(loan)
  expect(linesOf(told.journalEntries)).toEqual(after.slice(before.length))
  expect(done).not.toHaveProperty('journalEntries')
  return { told, done }
}

it('an application, and what leads to its approval, adds nothing to the books', async () => {
  const body = { customerId: await loans.customer(), ...SEVEN_DAYS, dryRun: true }
  expect((await loans.v1.post('/v1/loans', body)).body.journalEntries).toEqual([])
  const loan = await loans.submit()
  const approval = { approvedOnDate: '2026-03-10' }
  for (const [command, said] of [
    ['approve', approval],
    ['undo-approval', {}],
    ['approve', approval],
  ] as const) {
    expect((await rehearsedAndDone(loan, command, said)).told.journalEntries).toEqual([])
  }
})

it('each command on a loan tells beforehand the entries that it then makes', async () => {
  const loan = await loans.submit({ ...SUBMITTED, numberOfRepayments: 2, loanTermFrequency: 14 })
  await loan.must('approve', { approvedOnDate: '2026-01-10' })
  const made = (command: string, body: object = {}) => rehearsedAndDone(loan, command, body)

  const { told } = await made('disburse', { actualDisbursementDate: '2026-01-10' })
  expect(linesOf(told.journalEntries)[0]).toEqual({
    ...{ date: '2026-01-10', description: expect.any(String) as string },
    lines: [
      ['1101', 10000],
      ['1001', -10000],
    ],
  })
  await made('charges', { name: 'Letter', amount: 50, chargeTimeType: 2, dueDate: '2026-03-11' })
  await made('waive-interest', { ...ON, transactionAmount: 100 })
  const { done: charged } = await made('charges', {
    ...{ name: 'Visit', amount: 20, chargeTimeType: 2, dueDate: '2026-03-12' },
  })
  await made(`charges/${charged.charges[1].id}/waive`)
  const { done: paid, told: payment } = await made('repayments', { ...ON, transactionAmount: 3000 })
  expect(payment.loan).toMatchObject({ id: loan.id, status: 'Active' })
  expect(paid).not.toHaveProperty('loan')
  await made('repayments', { transactionDate: '2026-01-15', transactionAmount: 1000 })
  await made(`repayments/${paid.id}/reverse`)
  await made('write-off', { transactionDate: '2026-03-15' })
  await made('undo-write-off')
  await made('repayments', { ...ON, transactionAmount: 20000 })
  await made('credit-balance-refund', { ...ON, transactionAmount: 100 })
})

it('a refund and an undone disbursal tell their entries', async () => {
  const loan = await loans.active()
  await rehearsedAndDone(loan, 'repayments', { ...ON, transactionAmount: 2000 })
  await rehearsedAndDone(loan, 'refund', { ...ON, transactionAmount: 500 })
  const { told } = await rehearsedAndDone(loan, 'undo-disbursal', {})
  expect(told).toMatchObject({ status: 'Approved', journalEntries: { length: 3 } })
})

it('a transfer of credit tells the entries of both loans', async () => {
  const [giving, taking] = [await loans.active(), await loans.active()]
  await giving.repay(12000)
  const before = [await booked(giving), await booked(taking)]
  const transfer = { toLoanId: taking.id, ...ON, amount: 600 }
  const told = await giving.must('credit-transfer', { ...transfer, dryRun: true })
  await giving.must('credit-transfer', transfer)
  const after = [await booked(giving), await booked(taking)]
  expect(linesOf(told.journalEntries)).toEqual(
    after.flatMap((entries, of) => entries.slice(before[of]?.length)),
  )
})
