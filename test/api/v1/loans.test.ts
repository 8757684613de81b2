import { verifyBooks } from '../../../src/verify/verify-books'
import { bare, invalid, refused, said } from './v1-under-test'
import { LoansUnderTest, SEVEN_DAYS } from './loans-under-test'
import type { TestedLoan } from './loans-under-test'

let loans: LoansUnderTest
beforeAll(async () => {
  loans = await LoansUnderTest.start()
})
afterAll(() => loans.close())

const ON = { transactionDate: '2026-03-12' }
const no = (code: string, text: string, status: 400 | 403 = 400) =>
  refused(status, status === 400 ? 'invalid_argument' : 'permission_denied', code, text)

describe('the contract', () => {
  it('approves at a different amount than was asked for', async () => {
    const loan = await loans.submit()
    expect(
      await loan.must('approve', { approvedOnDate: '2026-03-10', approvedLoanAmount: 6000 }),
    ).toMatchObject({
      ...{ id: loan.id, status: 'Approved', principal: 6000, approvedPrincipal: 6000 },
    })
    expect(await loan.must('disburse', { actualDisbursementDate: '2026-03-10' })).toMatchObject({
      ...{ status: 'Active', principal: 6000, totalOutstanding: 6660, netDisbursal: 6000 },
    })
  })

  it('keeps what is paid beyond the loan as credit, which a refund does not clear', async () => {
    const loan = await loans.active()
    const { body } = await loan.repay(12000)
    expect(body).toMatchObject({
      ...{ loanId: loan.id, type: 'Repayment', amount: 12000, principal: 10000, interest: 1100 },
      ...{ overpaymentPortion: 900, reversed: false },
    })
    expect(await loan.now()).toMatchObject({
      ...{ status: 'Overpaid', totalOutstanding: 0, overpaidAmount: 900 },
      timeline: { overpaidOnDate: '2026-03-12', closedOnDate: null },
    })
    expect(said(await loan.send('refund', { ...ON, transactionAmount: 900 }))).toEqual(
      no(
        'error.msg.loan.refund.account.is.not.active',
        'Loan Refund is not allowed. Loan Account is not active.',
        403,
      ),
    )
    const paidOut = await loan.must('credit-balance-refund', { ...ON, transactionAmount: 900 })
    expect(paidOut).toMatchObject({ status: 'Closed (obligations met)', overpaidAmount: 0 })
  })

  it('pays interest before principal', async () => {
    const loan = await loans.active()
    const splits = []
    for (const amount of [2000, 3000, 6100]) splits.push((await loan.repay(amount)).body)
    expect(splits).toMatchObject([
      { interest: 1100, principal: 900 },
      { interest: 0, principal: 3000 },
      { interest: 0, principal: 6100 },
    ])
    expect(await loan.now()).toMatchObject({ status: 'Closed (obligations met)' })
  })

  it('restores the balance exactly when a repayment is reversed', async () => {
    const loan = await loans.active()
    const { body: paid } = await loan.repay(5000)
    expect((await loan.now()).totalOutstanding).toBe(6100)
    const reversed = await loan.must(`repayments/${paid.id}/reverse`)
    expect(reversed).toMatchObject({
      ...{ id: paid.id, reversed: true, principal: 3900, interest: 1100, replacedBy: null },
      reversedOn: '2026-03-15',
    })
    expect((await loan.now()).totalOutstanding).toBe(11100)
    const seen = await loans.v1.get(`/v1/loans/${loan.id}/repayments/${paid.id}`)
    expect(seen.body).toEqual(reversed)
    expect(said(await loan.send(`repayments/${paid.id}/reverse`))).toEqual(
      no(
        'error.msg.loan.transaction.adjustment.is.only.allowed.to.repayment.or.waiver.or.creditbalancerefund.transactions',
        'Only (non-reversed) transactions of type repayment, waiver or credit balance refund can be adjusted.',
        403,
      ),
    )
  })

  it('refuses dates before the disbursement, after today, and what is no date', async () => {
    const loan = await loans.active()
    expect(said(await loan.repay(100, { transactionDate: '2026-03-09' }))).toEqual(
      no(
        'error.msg.loan.repayment.or.waiver.cannot.be.made.before.client.transfer.date',
        "The date on which a repayment or waiver is made cannot be earlier than client's transfer date to this office",
        403,
      ),
    )
    expect(said(await loan.repay(100, { transactionDate: '2026-03-16' }))).toEqual(
      no(
        'error.msg.loan.transaction.cannot.be.a.future.date',
        'The transaction date cannot be in the future.',
        403,
      ),
    )
    expect(said(await loan.repay(-1, { transactionDate: '12 March 2026' }))).toEqual(
      bare(400, 'invalid_argument', 'transactionDate must be ISO yyyy-MM-dd'),
    )
    expect(said(await loan.repay(0, { transactionDate: null }))).toEqual(
      invalid(
        'transactionDate: The parameter `transactionDate` is mandatory.',
        'transactionAmount: The parameter `transactionAmount` must be greater than 0.',
      ),
    )
  })
})

describe('the state machine', () => {
  const APPROVE = { approvedOnDate: '2026-03-10' }
  const DISBURSE = { actualDisbursementDate: '2026-03-10' }
  const NOT_SUBMITTED =
    'Loan Account Approval is not allowed. Loan Account is not in submitted and pending approval state.'
  const APPROVAL = 'error.msg.loan.approve.account.is.not.submitted.and.pending.state'
  const REPAYABLE = no(
    'error.msg.loan.must.be.active.fully.paid.or.overpaid',
    'Loan must be Active, Fully Paid or Overpaid',
  )
  const DISBURSABLE = no(
    'error.msg.loan.disbursal.account.is.not.approve.not.disbursed.state',
    'Loan Disbursal is not allowed. Loan Account is not in approved and not disbursed state.',
  )
  const REJECTABLE = no(
    'error.msg.loan.reject.account.is.not.submitted.pending.approval.state',
    'Loan Account Reject is not allowed. Loan Account is not in Submitted and Pending approval state.',
  )

  const refuses = async (loan: TestedLoan, command: string, body: object, refusal: object) =>
    expect([command, said(await loan.send(command, body))]).toEqual([command, refusal])

  it('is held at every step, and steps back', async () => {
    const loan = await loans.submit()
    await refuses(loan, 'repayments', { ...ON, transactionAmount: 1 }, REPAYABLE)
    await refuses(loan, 'disburse', DISBURSE, DISBURSABLE)
    await refuses(
      loan,
      'undo-approval',
      {},
      no(
        'error.msg.loan.undo.approval.account.is.not.approved',
        'Loan Account Undo Approval is not allowed. Loan Account is not in approved state.',
      ),
    )
    await loan.must('approve', APPROVE)
    await refuses(loan, 'approve', APPROVE, no(APPROVAL, 'Loan is already approved.'))
    await refuses(loan, 'reject', { rejectedOnDate: '2026-03-10' }, REJECTABLE)
    await refuses(loan, 'repayments', { ...ON, transactionAmount: 1 }, REPAYABLE)
    expect(await loan.must('undo-approval')).toMatchObject({
      ...{ status: 'Submitted', approvedPrincipal: null },
      timeline: { approvedOnDate: null },
    })
    await loan.must('approve', APPROVE)
    await loan.must('disburse', DISBURSE)
    await refuses(loan, 'disburse', DISBURSE, DISBURSABLE)
    await refuses(loan, 'approve', APPROVE, no(APPROVAL, NOT_SUBMITTED))
    await loan.repay(500)
    const undone = await loan.must('undo-disbursal')
    expect(undone).toMatchObject({ status: 'Approved', timeline: { disbursedOnDate: null } })
    expect(undone.transactions.map(({ reversed }: { reversed: boolean }) => reversed)).toEqual([
      true,
      true,
    ])
    await loan.must('disburse', DISBURSE)
    await loan.repay(11100)
    expect(await loan.now()).toMatchObject({ status: 'Closed (obligations met)' })
    await refuses(
      loan,
      'undo-disbursal',
      {},
      no(
        'error.msg.loan.undo.disbursal.account.is.not.active',
        'Loan Undo disbursal is not allowed. Loan Account is not active.',
      ),
    )
  })

  it('ends where a loan is rejected or withdrawn', async () => {
    const [one, other] = [await loans.submit(), await loans.submit()]
    expect(
      await one.must('reject', { rejectedOnDate: '2026-03-11', note: 'no income' }),
    ).toMatchObject({
      ...{ status: 'Rejected', timeline: { rejectedOnDate: '2026-03-11' } },
    })
    await refuses(one, 'approve', APPROVE, no(APPROVAL, NOT_SUBMITTED))
    expect(await other.must('withdraw', { withdrawnOnDate: '2026-03-11' })).toMatchObject({
      status: 'Withdrawn',
    })
    await refuses(
      other,
      'withdraw',
      { withdrawnOnDate: '2026-03-11' },
      no(
        'error.msg.loan.withdraw.cannot.withdraw',
        "Only the loan applications with status 'Submitted and pending approval' are allowed to be withdrawn by applicant.",
      ),
    )
  })

  it('refuses what dates and amounts do not allow', async () => {
    const loan = await loans.submit()
    await refuses(
      loan,
      'approve',
      { ...APPROVE, approvedLoanAmount: 10000.01 },
      no(
        "error.msg.loan.approval.amount.can't.be.greater.than.loan.amount.demanded",
        "Loan approved amount can't be greater than loan amount demanded.",
        403,
      ),
    )
    await refuses(
      loan,
      'reject',
      { rejectedOnDate: '2026-03-09' },
      no(
        'error.msg.loan.reject.cannot.be.before.submittal.date',
        'The date on which a loan is rejected cannot be before its submittal date: 2026-03-10',
        403,
      ),
    )
    await loan.must('approve', APPROVE)
    await refuses(
      loan,
      'disburse',
      { actualDisbursementDate: '2026-03-16' },
      no(
        'error.msg.loan.disbursal.cannot.be.a.future.date',
        `The date on which a loan with identifier : ${loan.id} is disbursed cannot be in the future.`,
        403,
      ),
    )
  })
})

it('writes off what is open, and takes that back', async () => {
  const loan = await loans.active()
  await loan.repay(2000)
  expect(await loan.must('write-off', ON)).toMatchObject({
    ...{ status: 'Closed (written off)', totalOutstanding: 0 },
    summary: { principalWrittenOff: 9100 },
    timeline: { writtenOffOnDate: '2026-03-12' },
  })
  expect(await loan.must('undo-write-off')).toMatchObject({
    status: 'Active',
    totalOutstanding: 9100,
  })
  expect(said(await loan.send('undo-write-off'))).toEqual(
    no(
      'error.msg.loan.status.not.written.off.update.not.allowed',
      `Loan :${loan.id} update not allowed as loan status is not written off`,
    ),
  )
})

it('charges are kept back, fall due, are paid and waived', async () => {
  const charges = [
    { name: 'Processing', amount: 300, chargeTimeType: 1 },
    { name: 'Insurance', amount: 1, chargeTimeType: 8, chargeCalculationType: 2 },
  ]
  const loan = await loans.approved({ charges })
  const destination = { type: 'wallet', reference: '255700000000' }
  const paidOut = await loan.must('disburse', { actualDisbursementDate: '2026-03-10', destination })
  expect(paidOut).toMatchObject({
    feesDueAtDisbursement: 300,
    vatOnCharges: 54,
    netDisbursal: 9646,
  })
  expect(paidOut.transactions).toMatchObject([
    { type: 'Disbursement', amount: 10000, destination },
    { type: 'Repayment (at time of disbursement)', amount: 300, destination: null },
  ])
  const added = await loan.must('charges', {
    ...{ name: 'Letter', amount: '50.00', chargeTimeType: 2, dueDate: '2026-03-14', penalty: true },
  })
  expect(added.charges).toMatchObject([
    { name: 'Processing', amountDue: 300, amountPaid: 300, chargeTimeType: 1 },
    {
      name: 'Insurance',
      amount: 1,
      amountDue: 100,
      amountOutstanding: 100,
      chargeCalculationType: 2,
    },
    { name: 'Letter', amountDue: 50, penalty: true, dueDate: '2026-03-14' },
  ])
  const [, insurance, letter] = added.charges
  const waived = await loan.must(`charges/${letter.id}/waive`, { transactionDate: '2026-03-15' })
  expect(waived.charges[2]).toMatchObject({ amountWaived: 50, amountOutstanding: 0 })
  expect(said(await loan.send(`charges/${letter.id}/waive`))).toEqual(
    no('error.msg.loan.charge.already.waived', 'This loan charge has already been waived', 403),
  )
  expect((await loan.repay(200)).body).toMatchObject({ fees: 100, interest: 100, principal: 0 })
  expect(said(await loan.send(`charges/${insurance.id}/waive`, { installmentNumber: 1 }))).toEqual(
    no('error.msg.loan.charge.already.paid', 'This loan charge has been completely paid', 403),
  )
  expect((await loan.send('charges/999999/waive')).status).toBe(404)
  expect(await loan.must('waive-interest', { ...ON, transactionAmount: 1000 })).toMatchObject({
    ...{ interestOutstanding: 0, summary: { interestWaived: 1000 } },
  })
})

it('a back-dated repayment divides the later one anew, under a number of its own', async () => {
  const loan = await loans.active()
  const { body: later } = await loan.repay(2000, { transactionDate: '2026-03-14' })
  await loan.repay(500, { transactionDate: '2026-03-11' })
  const { body: old } = await loans.v1.get(`/v1/loans/${loan.id}/repayments/${later.id}`)
  expect(old).toMatchObject({ reversed: true, replacedBy: expect.stringMatching(/^\d+$/) })
  const { body: list } = await loans.v1.get(`/v1/loans/${loan.id}/repayments?rows=99`)
  expect(list.items).toMatchObject([
    { amount: 500, interest: 500, principal: 0 },
    { id: old.replacedBy, amount: 2000, interest: 600, principal: 1400, reversed: false },
  ])
  const all = await loans.v1.get(`/v1/loans/${loan.id}/repayments?includeReplaced=true`)
  expect(all.body.total).toBe(3)
  // The number of the one that was replaced names what stands instead.
  const reversed = await loan.must(`repayments/${later.id}/reverse`)
  expect(reversed).toMatchObject({ id: old.replacedBy, reversed: true })
})

describe('an Idempotency-Key', () => {
  it('gives one effect and one answer to two at once', async () => {
    const loan = await loans.active()
    const key = { 'Idempotency-Key': `pay-${loan.id}` }
    const answers = await Promise.all([1, 2, 3].map(() => loan.repay(1000, {}, key)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect((await loan.now()).totalOutstanding).toBe(10100)
    expect(said(await loan.repay(1001, {}, key))).toEqual(
      bare(422, 'failed_precondition', 'This Idempotency-Key was used before, for something else.'),
    )
  })

  it('makes an application safe to repeat, though its loan was named for it', async () => {
    const key = { 'Idempotency-Key': 'application-1' }
    const asked = { customerId: await loans.customer(), ...SEVEN_DAYS }
    const answers = await Promise.all([1, 2].map(() => loans.v1.post('/v1/loans', asked, key)))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  })

  it('without one, commands sent twice are judged one after the other', async () => {
    const loan = await loans.approved()
    const answers = await Promise.all(
      [1, 2].map(() => loan.send('disburse', { actualDisbursementDate: '2026-03-10' })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400])
    const paid = await Promise.all([loan.repay(1000), loan.repay(1000)])
    expect(new Set(paid.map(({ body }) => body.id)).size).toBe(2)
    expect((await loan.now()).totalOutstanding).toBe(9100)
  })
})

it('a dry run tells what would be and changes nothing', async () => {
  const asked = { customerId: await loans.customer(), ...SEVEN_DAYS, dryRun: true }
  const { status, body } = await loans.v1.post('/v1/loans', asked)
  expect([status, body]).toMatchObject([200, { id: null, status: 'Submitted' }])
  const loan = await loans.active()
  const before = await loan.now()
  const paid = await loan.repay(12000, { dryRun: true })
  expect(paid.body).toMatchObject({ overpaymentPortion: 900, interest: 1100 })
  expect((await loan.send('undo-disbursal', { dryRun: true })).body.status).toBe('Approved')
  expect((await loan.send('undo-approval', { dryRun: true })).status).toBe(400)
  expect(await loan.now()).toEqual(before)
})

it('a dry run of an application under a key that was used tells of the loan it made', async () => {
  const asked = { customerId: await loans.customer(), ...SEVEN_DAYS }
  const key = { 'Idempotency-Key': `apply-${asked.customerId}-again` }
  const made = await loans.v1.post('/v1/loans', asked, key)
  expect(made.status).toBe(200)
  const rehearsed = await loans.v1.post('/v1/loans', { ...asked, dryRun: true }, key)
  expect(rehearsed).toMatchObject({ status: 200, body: { externalId: made.body.externalId } })
  const other = { ...asked, principal: 9000, dryRun: true }
  expect((await loans.v1.post('/v1/loans', other, key)).status).toBe(422)
})

it('a parameter that nobody looks at is refused, before any money moves', async () => {
  const loan = await loans.active()
  const asked = await loan.send('repayments?dryRun=true', { ...ON, transactionAmount: 100 })
  expect(asked).toMatchObject({
    status: 400,
    body: { code: 'invalid_argument', message: 'dryRun: Is not known here.' },
  })
  expect(await loan.now()).toMatchObject({ totalOutstanding: 11_100 })
})

it('credit goes over to the customer’s next loan, or stays', async () => {
  const [giving, taking] = [await loans.active(), await loans.active()]
  await giving.repay(12000)
  const send = (more: object = {}, headers = {}) =>
    giving.send('credit-transfer', { toLoanId: taking.id, ...ON, amount: 600, ...more }, headers)
  expect((await send({ dryRun: true })).body).toMatchObject({ overpaidAmount: 300 })
  const key = { 'Idempotency-Key': `transfer-${giving.id}` }
  const [sent, again] = [await send({}, key), await send({}, key)]
  expect([sent.status, again.status]).toEqual([200, 200])
  expect(again.body).toEqual(sent.body)
  expect(sent.body).toMatchObject({ status: 'Overpaid', overpaidAmount: 300 })
  expect(await taking.now()).toMatchObject({ totalOutstanding: 10500 })
  await taking.must('write-off', ON)
  expect(await send({ dryRun: true }, key)).toMatchObject({ status: 200, body: sent.body })
  const tooMuch = await send({ amount: 301 })
  expect([tooMuch.status, tooMuch.body.message]).toEqual([
    400,
    expect.stringContaining('Transaction Amount (301.00) must be > zero and <= Overpaid amount'),
  ])
  expect((await send({ toLoanId: 999999 })).status).toBe(404)
  expect((await send({ toLoanId: giving.id })).status).toBe(403)
})

it('a rehearsed transfer of credit is refused as the transfer is', async () => {
  const [giving, submitted, written] = [
    await loans.active(),
    await loans.submit(),
    await loans.active(),
  ]
  await giving.repay(12000)
  await written.must('write-off', ON)
  for (const toLoanId of [giving.id, submitted.id, written.id]) {
    const body = { toLoanId, ...ON, amount: 600 }
    const rehearsed = await giving.send('credit-transfer', { ...body, dryRun: true })
    const sent = await giving.send('credit-transfer', body)
    expect(sent.status).toBeGreaterThanOrEqual(400)
    expect(said(rehearsed)).toEqual(said(sent))
  }
  expect(await giving.now()).toMatchObject({ overpaidAmount: 900 })
})

it('a taken externalId is refused', async () => {
  const loan = await loans.submit({ externalId: 'LN-é' })
  expect((await loan.now()).externalId).toBe('LN-é')
  const again = await loans.v1.post('/v1/loans', {
    ...{ customerId: await loans.customer(), ...SEVEN_DAYS, externalId: 'LN-e\u0301' },
  })
  expect(said(again)).toEqual(
    refused(
      409,
      'already_exists',
      'error.msg.loan.duplicate.externalId',
      'Loan with externalId `LN-é` already exists',
    ),
  )
})

it('who does not wait is told where to look', async () => {
  const loan = await loans.active()
  const { status, headers, body } = await loan.repay(100, {}, { Prefer: 'wait=0' })
  expect(status).toBe(202)
  expect(headers.get('location')).toBe(`/v1/loans/${loan.id}`)
  expect(body).toMatchObject({ loanId: loan.id, status: 'QUEUED' })
  const repeated = await loan.repay(50)
  expect(repeated.status).toBe(200)
  const { body: event } = await loans.v1.get(`/v1/events/${body.eventId}`)
  expect(event).toMatchObject({ loanId: loan.id, type: 'REPAY', status: 'POSTED', error: null })
})

it('a wait that is no number, and text that turns around what stands beside it, are refused', async () => {
  const loan = await loans.active()
  const before = await loan.now()
  expect(said(await loan.repay(100, {}, { Prefer: 'wait=-1' }))).toEqual(
    bare(400, 'invalid_argument', 'Prefer: wait must be a whole number of seconds, 0 to 30'),
  )
  for (const note of ['paid \u202e001', 'paid \u2066100']) {
    expect(said(await loan.repay(100, { note }))).toEqual(
      invalid(
        'note: The parameter `note` must have at most 255 characters and no control characters.',
      ),
    )
  }
  expect(await loan.now()).toEqual(before)
})

it('loans are listed by state and customer, and the books hold them', async () => {
  const loan = await loans.active()
  const { body } = await loans.v1.get(
    `/v1/loans?status=Active&customerId=${await loans.customer()}&rows=99`,
  )
  const listed = body.items.find(({ id }: { id: string }) => id === loan.id)
  expect(listed).toMatchObject({
    ...{ id: loan.id, productId: '1', status: 'Active', totalOutstanding: 11100 },
    ...{ principal: 10000, submittedOnDate: '2026-03-10', expectedMaturityDate: '2026-03-17' },
  })
  expect(body.items.every(({ status }: { status: string }) => status === 'Active')).toBe(true)
  expect((await verifyBooks(loans.stack.database)).differences.items).toEqual([])
})
