import { EmbeddedAccounting } from '../../src/accounting/embedded-accounting'
import { ApiKeyVerifier } from '../../src/business/api-key-verifier'
import { embeddedLms } from '../../src/lms/gateway'
import { operatorActions } from '../../src/operations/audit-trail'
import { createBatchJob, findBatchJob } from '../../src/operations/batch-job'
import { compensations } from '../../src/operations/compensations'
import { operationsHealth } from '../../src/operations/health'
import { loanStory } from '../../src/operations/loan-story'
import { operate } from '../../src/operations/operate'
import { parkedEvents } from '../../src/operations/parked-events'
import { refusedRequests } from '../../src/operations/refused-requests'
import { settleLoan } from '../../src/operations/settle-loan'
import { fixedClock } from '../../src/platform/clock'
import { countOpenLoans, openLoans, stagedLoans } from '../../src/recovery/open-loans'
import { trialBalance } from '../../src/reports/trial-balance'
import { purgeRefusedRequests } from '../../src/stream/refused-requests'
import { takeDue, tellSoon } from '../../src/stream/relay-schedule'
import { loadLoans } from '../../src/verify/load-loans'
import { strayFindings, totalsOf } from '../../src/verify/totals'
import { readBacklog } from '../../src/views/backlog'
import { findBareEvents } from '../../src/views/bare-events'
import { findEvent } from '../../src/views/event-view'
import { findLoan } from '../../src/views/loan-view'
import { LoanRequests } from '../../test/support/loan-requests'
import type { ExercisedLoan, Exercise } from './exercised-loan'
import { customerOf, post } from './operations'

/** What a statement may touch: one loan; a page of a list; all that waits; the whole book. */
export type Scope = 'loan' | 'list' | 'book'

export interface Action {
  name: string
  scope: Scope
  run(exercise: Exercise, loan: ExercisedLoan): Promise<unknown>
}

const PAGE = { page: 1, rows: 50 }
const BY = { actor: 'Asha M.', reason: 'exercise' }

/** Everything the product asks PostgreSQL, once for one loan. */
export const ACTIONS: readonly Action[] = [
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
    ...{ name: 'API key', scope: 'loan' },
    run: ({ database, apiKey }) =>
      new ApiKeyVerifier(database, fixedClock('2026-03-15T12:00:00Z')).verify(apiKey),
  },
  {
    ...{ name: 'GET /lms-integration/loans/{id}', scope: 'loan' },
    run: ({ database, businessId }, { loan }) => findLoan(database, businessId, loan.loanId),
  },
  {
    ...{ name: 'GET /lms-integration/events/{id}', scope: 'loan' },
    run: ({ database, businessId }, { eventId }) => findEvent(database, businessId, eventId),
  },
  {
    ...{ name: 'GET /lms-integration/events/{id} of a reversal', scope: 'loan' },
    run: ({ database, businessId }, { reversalId }) => findEvent(database, businessId, reversalId),
  },
  {
    ...{ name: 'answer of a batch', scope: 'loan' },
    run: ({ database, businessId }, { eventId }) => findBareEvents(database, businessId, [eventId]),
  },
  {
    ...{ name: 'GET /ops/loans/{id}', scope: 'loan' },
    run: ({ database, businessId }, { loan }) => loanStory(database, businessId, loan.loanId),
  },
  {
    ...{ name: 'GET /ops/actions of an event', scope: 'loan' },
    run: ({ database, businessId }, { eventId }) =>
      operatorActions(database, businessId, eventId, PAGE),
  },
  {
    ...{ name: 'batch job of one loan', scope: 'list' },
    async run({ database, businessId }, { parkedLoan }) {
      const filter = { loanIds: [parkedLoan.loanId] }
      const job = await createBatchJob(database, { ...BY, businessId, filter })
      await findBatchJob(database, businessId, job)
    },
  },
  {
    ...{ name: 'GET /ops/parked', scope: 'list' },
    run: ({ database, businessId }) => parkedEvents(database, businessId, PAGE),
  },
  {
    ...{ name: 'GET /ops/refused', scope: 'list' },
    run: ({ database, businessId }) =>
      refusedRequests(database, { id: businessId, timeZone: 'UTC' }, {}, PAGE),
  },
  {
    ...{ name: 'GET /ops/actions', scope: 'list' },
    run: ({ database, businessId }) => operatorActions(database, businessId, undefined, PAGE),
  },
  {
    ...{ name: 'GET /ops/compensations', scope: 'list' },
    run: ({ database, businessId }) => compensations(database, businessId, undefined, PAGE),
  },
  {
    ...{ name: 'GET /ops/compensations?state=owed', scope: 'list' },
    run: ({ database, businessId }) => compensations(database, businessId, 'owed', PAGE),
  },
  {
    ...{ name: 'backlog', scope: 'list' },
    run: ({ database }) => readBacklog(database),
  },
  {
    ...{ name: 'verify, a page of loans', scope: 'list' },
    run: ({ database }) => loadLoans(database, null).next(),
  },
  {
    ...{ name: 'recover, a page of loans', scope: 'list' },
    async run({ database }) {
      await openLoans(database).next()
      await stagedLoans(database).next()
    },
  },
  {
    ...{ name: 'purge of refused requests', scope: 'book' },
    run: ({ database }) => purgeRefusedRequests(database),
  },
  {
    ...{ name: 'GET /ops/health', scope: 'book' },
    run: ({ database, businessId }) => operationsHealth(database, businessId),
  },
  {
    ...{ name: 'recover, its counts', scope: 'book' },
    run: ({ database }) => countOpenLoans(database),
  },
  {
    ...{ name: 'trial balance', scope: 'book' },
    run: ({ database, businessId }) => trialBalance(database, businessId),
  },
  {
    ...{ name: 'trial balance of a small lender', scope: 'list' },
    run: ({ database, smallLenderId }) => trialBalance(database, smallLenderId),
  },
  {
    ...{ name: 'verify, its totals', scope: 'book' },
    async run({ database }) {
      await totalsOf(database, null)
      await strayFindings(database, null)
    },
  },
]
