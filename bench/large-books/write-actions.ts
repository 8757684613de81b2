import { EmbeddedAccounting } from '../../src/accounting/embedded-accounting'
import { embeddedLms } from '../../src/lms/lms-gateway'
import { createBatchJob, findBatchJob } from '../../src/operations/batch-job'
import { operate } from '../../src/operations/operate'
import { settleLoan } from '../../src/steps/settle'
import { takeDue, tellSoon } from '../../src/stream/relay-schedule'
import { LoanRequests } from '../../test/support/loan-requests'
import type { Action } from './action'
import { customerOf, post } from './operations'

const BY = { actor: 'Asha M.', reason: 'exercise' }

/** What moves a loan on, and what operators decide. */
export const WRITES: readonly Action[] = [
  {
    ...{ name: 'post a new loan', scope: 'loan' },
    run: ({ database, businessId }, { place }) =>
      post(
        database,
        new LoanRequests({ businessId, loanId: `EXERCISE-${place}` }).disbursement(
          { customerId: `EXERCISE-${place}` },
          { idempotencyKey: `exercise-${place}` },
        ),
      ),
  },
  {
    ...{ name: 'post a repayment', scope: 'loan' },
    async run({ database }, { loan }) {
      const given = { customerId: customerOf(loan), principal: '1000', date: '2025-05-02' }
      const requests = new LoanRequests(loan)
      await post(database, requests.repayment(given))
      await post(database, requests.repayment(given, { idempotencyKey: `${loan.loanId}-again` }))
    },
  },
  {
    ...{ name: 'post a revenue', scope: 'loan' },
    run: ({ database }, { loan }) =>
      post(
        database,
        new LoanRequests(loan).revenue({ customerId: customerOf(loan), month: '2025-05' }),
      ),
  },
  {
    ...{ name: 'reverse a repayment', scope: 'loan' },
    run: ({ database }, { loan, eventId }) =>
      post(database, new LoanRequests(loan).reversal(eventId)),
  },
  {
    ...{ name: 'a refusal of Accounting and its compensation', scope: 'loan' },
    async run({ database, stage }, { loan }) {
      const given = { customerId: customerOf(loan), principal: '2000', date: '2025-05-03' }
      await stage(new LoanRequests(loan).repayment(given))
      const locked = { rule: () => ({ code: 'PERIOD_LOCKED', message: 'Closed.' }) }
      const lms = embeddedLms(database)
      await new EmbeddedAccounting(database, locked).post(await lms.take(loan))
      await settleLoan(lms, new EmbeddedAccounting(database), loan)
    },
  },
  {
    ...{ name: 'retry a parked event', scope: 'loan' },
    run: ({ database, businessId }, { parkedEventId: eventId }) =>
      operate(database, { ...BY, action: 'RETRY', businessId, eventId }),
  },
  {
    ...{ name: 'tell again by the relay', scope: 'list' },
    async run({ database }, { parkedLoan }) {
      await tellSoon(database, parkedLoan)
      await takeDue(database)
    },
  },
  {
    ...{ name: 'batch job of one loan', scope: 'book' },
    async run({ database, businessId }, { parkedLoan }) {
      const filter = { loanIds: [parkedLoan.loanId] }
      const job = await createBatchJob(database, { ...BY, businessId, filter })
      await findBatchJob(database, businessId, job)
    },
  },
]
