import { AccountingClient } from '../../src/accounting/http/accounting-client'
import { HttpAccounting } from '../../src/accounting/http/http-accounting'
import { API_KEY } from '../accounting/http/lms-under-test'
import { refusedWith, startStubAccounting } from '../accounting/http/stub-accounting'
import type { StubAccounting } from '../accounting/http/stub-accounting'
import { LoanStack } from '../support/loan-stack'
import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest } from './api-under-test'
import { disbursement, newLoanId, PUSH } from './requests'

let there: StubAccounting
let stack: LoanStack
let api: ApiUnderTest
beforeAll(async () => {
  there = await startStubAccounting()
  stack = await LoanStack.start({ accounting: 'http' })
  const options = { url: there.url, apiKey: API_KEY, timeoutSeconds: 2, leaveAloneMs: 200 }
  const gateway = new HttpAccounting(stack.database, new AccountingClient(options))
  await stack.startWorker({ accounting: () => gateway })
  api = await startApiUnderTest({ on: stack })
})
afterAll(async () => {
  await api.close()
  await stack.close()
  await there.close()
})

/** Each answer is compared with the document on its way here. */
it('shows the code of an external Accounting as it came, and the document knows of such', async () => {
  const reason = { code: 'LEDGER-17.closed', message: 'The branch has closed its books.' }
  there.script.push(refusedWith(reason.code, reason.message))
  const loanId = newLoanId()
  const { body } = await api.post(PUSH.disbursement, disbursement({ loanId }), {
    Prefer: 'wait=30',
  })
  expect(body).toMatchObject({
    success: false,
    error: { ...reason, fields: [] },
    push: { status: 'FAILED', error: reason },
  })
  const { body: event } = await api.get(`/lms-integration/events/${body.eventId}`)
  expect(event.push.error).toEqual(reason)
  const { body: loan } = await api.get(`/lms-integration/loans/${loanId}`)
  expect(loan.events[0].error).toEqual(reason)
})
