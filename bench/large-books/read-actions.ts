import { ApiKeyVerifier } from '../../src/identity/api-key-verifier'
import { operatorActions } from '../../src/operations/audit-trail'
import { compensations } from '../../src/operations/compensations'
import { operationsHealth } from '../../src/operations/health'
import { loanStory } from '../../src/operations/loan-story'
import { parkedEvents } from '../../src/operations/parked-events'
import { refusedRequests } from '../../src/stream/refused-list'
import { fixedClock } from '../../src/platform/clock'
import { countOpenLoans, openLoans, stagedLoans } from '../../src/recovery/open-loans'
import { trialBalance } from '../../src/reports/trial-balance'
import { purgeRefusedRequests } from '../../src/stream/refused-requests'
import { loadLoans } from '../../src/verify/load-loans'
import { strayFindings, totalsOf } from '../../src/verify/totals'
import { readBacklog } from '../../src/views/backlog'
import { findBareEvents } from '../../src/views/bare-events'
import { findEvent } from '../../src/views/event-view'
import { findLoan } from '../../src/views/loan-view'
import type { Action } from './action'

const PAGE = { page: 1, rows: 50 }

/** What is asked of a loan, of lists and of the whole book. */
export const READS: readonly Action[] = [
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
    run: ({ database, businessId }, { loan }) =>
      loanStory(database, businessId, loan.loanId, { rows: 100, before: null }),
  },
  {
    ...{ name: 'GET /ops/actions of an event', scope: 'loan' },
    run: ({ database, businessId }, { eventId }) =>
      operatorActions(database, businessId, eventId, PAGE),
  },
  {
    ...{ name: 'GET /ops/parked', scope: 'list' },
    run: ({ database, businessId }) => parkedEvents(database, businessId, PAGE),
  },
  {
    ...{ name: 'GET /ops/refused', scope: 'book' },
    run: ({ database, businessId }) =>
      refusedRequests(database, { id: businessId, timeZone: 'UTC' }, {}, PAGE),
  },
  {
    ...{ name: 'GET /ops/refused of a small lender', scope: 'list' },
    run: ({ database, smallLenderId }) =>
      refusedRequests(database, { id: smallLenderId, timeZone: 'UTC' }, {}, PAGE),
  },
  {
    ...{ name: 'GET /ops/actions', scope: 'book' },
    run: ({ database, businessId }) => operatorActions(database, businessId, undefined, PAGE),
  },
  {
    ...{ name: 'GET /ops/compensations', scope: 'book' },
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
    ...{ name: 'recover, a page of loans', scope: 'book' },
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
    ...{ name: 'trial balance of a small lender', scope: 'book' },
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
