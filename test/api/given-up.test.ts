import { verifyBooks } from '../../src/verify/verify-books'
import { LoanStack } from '../support/loan-stack'
import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest } from './api-under-test'
import {
  creditRefund,
  disbursement,
  newLoanId,
  PUSH,
  repayment,
  revenueReport,
  writeOff,
} from './requests'

const WAIT = { Prefer: 'wait=30' }

let stack: LoanStack
let api: ApiUnderTest
beforeAll(async () => {
  stack = await LoanStack.start()
  await stack.startWorker()
  api = await startApiUnderTest({ on: stack })
})
afterAll(async () => {
  expect((await verifyBooks(stack.database)).differences.items).toEqual([])
  await api.close()
  await stack.close()
})

it('credit is refunded, seen, and taken back', async () => {
  const loanId = newLoanId()
  await api.post(PUSH.disbursement, disbursement({ loanId }))
  const paid = repayment({ loanId, repaymentPrincipal: 1000000, repaymentInterest: 20000 })
  await api.post(PUSH.repayment, paid, WAIT)
  const { body } = await api.post(PUSH.creditRefund, creditRefund({ loanId }), WAIT)
  expect(body).toMatchObject({
    success: true,
    type: 'CREDIT_REFUND',
    push: {
      status: 'POSTED',
      journalEntries: [
        {
          date: '2026-03-10',
          description: 'Credit refunded',
          lines: [
            { account: '2102', debit: 20000, credit: 0 },
            { account: '1001', debit: 0, credit: 20000 },
          ],
        },
      ],
    },
  })
  const again = await api.post(PUSH.creditRefund, creditRefund({ loanId }))
  expect(again.body).toMatchObject({ eventId: body.eventId, staging: { status: 'DUPLICATE' } })
  const more = creditRefund({ loanId, refundAmount: 0.01 })
  const { body: short } = await api.post(PUSH.creditRefund, more, WAIT)
  expect(short).toMatchObject({ success: false, error: { code: 'CREDIT_SHORT' } })

  const event = await api.get(`/lms-integration/events/${body.eventId}`)
  expect(event.body).toMatchObject({
    payload: { customerId: 'C-1', refundAmount: 20000, refundDate: '2026-03-10' },
  })
  const loan = () => api.get(`/lms-integration/loans/${loanId}`)
  expect((await loan()).body).toMatchObject({
    ...{ status: 'Closed (obligations met)', creditBalance: 0 },
  })
  const undo = { loanId, eventId: body.eventId, reason: 'The transfer came back' }
  await api.post(PUSH.reversal, undo, WAIT)
  expect((await loan()).body).toMatchObject({ status: 'Overpaid', creditBalance: 20000 })
})

it('a loan is written off, and that reversed', async () => {
  const loanId = newLoanId()
  await api.post(PUSH.disbursement, disbursement({ loanId }))
  await api.post(PUSH.revenueReport, revenueReport({ loanId }), WAIT)
  const { body } = await api.post(PUSH.writeOff, writeOff({ loanId }), WAIT)
  expect(body).toMatchObject({
    success: true,
    type: 'WRITE_OFF',
    push: {
      status: 'POSTED',
      invoices: [
        { type: 'DISBURSEMENT', open: 0, status: 'PAID', allocations: [{ amount: 1000000 }] },
        { type: 'INTEREST', open: 0, status: 'PAID', allocations: [{ amount: 30000 }] },
      ],
    },
  })
  const loan = () => api.get(`/lms-integration/loans/${loanId}`)
  expect((await loan()).body).toMatchObject({
    ...{ status: 'Closed (written off)', principalOutstanding: 0, interestOutstanding: 0 },
  })
  const { body: late } = await api.post(PUSH.repayment, repayment({ loanId }), WAIT)
  expect(late).toMatchObject({ success: false, error: { code: 'LOAN_WRITTEN_OFF' } })
  const undo = { loanId, eventId: body.eventId, reason: 'It was another loan' }
  const reversed = await api.post(PUSH.reversal, undo, WAIT)
  expect(reversed.body).toMatchObject({ success: true, push: { status: 'POSTED' } })
  expect((await loan()).body).toMatchObject({
    ...{ status: 'Active', principalOutstanding: 1000000, interestOutstanding: 30000 },
  })
})

it('what is wrong with either is told at once', async () => {
  const loanId = newLoanId()
  const refund = { ...creditRefund({ loanId }), refundAmount: 0, refundDate: '2026-02-30' }
  expect((await api.post(PUSH.creditRefund, refund)).body).toMatchObject({
    success: false,
    error: {
      code: 'VALIDATION_FAILED',
      fields: [{ field: 'refundAmount', message: 'Must be > 0.' }, { field: 'refundDate' }],
    },
  })
  expect((await api.post(PUSH.writeOff, writeOff({ loanId }))).body).toMatchObject({
    error: { code: 'ORDER_VIOLATION' },
  })
  const future = writeOff({ loanId, writeOffDate: '9998-01-01' })
  expect((await api.post(PUSH.writeOff, future)).body).toMatchObject({
    error: { code: 'DATE_IN_FUTURE', fields: [{ field: 'writeOffDate' }] },
  })
})

it('neither is staged where the books are elsewhere and that side is not known to take it', async () => {
  const elsewhere = await startApiUnderTest({ booksElsewhere: true, unsayable: ['WRITE_OFF'] })
  try {
    const loanId = newLoanId()
    const unsaid = { success: false, error: { code: 'NOT_SUPPORTED_YET' } }
    const one = await elsewhere.post(PUSH.writeOff, writeOff({ loanId }))
    expect(one.body).toMatchObject(unsaid)
    const events = [
      { type: 'disbursement', ...disbursement({ loanId }) },
      { type: 'write-off', ...writeOff({ loanId }) },
      { type: 'credit-refund', ...creditRefund({ loanId }) },
    ]
    const { body } = await elsewhere.post('/lms-integration/batch', { events })
    expect(body.answers).toMatchObject([{ success: true }, unsaid, { success: true }])
  } finally {
    await elsewhere.close()
  }
})
