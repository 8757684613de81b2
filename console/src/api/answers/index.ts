import type { Account } from './books'
import type {
  Compensation,
  Decided,
  Job,
  Paged,
  ParkedEvent,
  RefusedPage,
  Rehearsal,
} from './decisions'
import type { BalancePoint, CustomerPage, LoanPage, Story } from './loans'
import type { Ledger, ReportAnswer, TrialBalance } from './reports'
import type { Found, Pulse } from './search'
import type { Session } from './session'

/** What each route answers: those of the operators' door, and the session's own. */
export interface Answers {
  'GET /session': Session
  'POST /session': Session
  'POST /session/link': Session
  'DELETE /session': undefined
  'PUT /session/business': Session
  'GET /ops/pulse': Pulse
  'GET /ops/search': Found
  'GET /ops/loans': LoanPage
  'GET /ops/loans/{loanId}': Story
  'GET /ops/loans/{loanId}/balances': { points: BalancePoint[] }
  'GET /ops/accounts': { items: Account[] }
  'GET /api/v1/lms/reports/trial-balance': TrialBalance
  'GET /api/v1/lms/reports/ledger': Ledger
  'GET /api/v1/lms/reports/portfolio-summary': ReportAnswer
  'GET /api/v1/lms/reports/collections': ReportAnswer
  'GET /api/v1/lms/reports/delinquency': ReportAnswer
  'GET /api/v1/lms/reports/npl': ReportAnswer
  'GET /api/v1/lms/reports/revenue': ReportAnswer
  'GET /api/v1/lms/reports/portfolio/performance': ReportAnswer
  'GET /api/v1/lms/reports/disbursements': ReportAnswer
  'GET /ops/parked': Paged<ParkedEvent>
  'GET /ops/refused': RefusedPage
  'GET /ops/compensations': Paged<Compensation>
  'GET /ops/jobs/{jobId}': Job
  'POST /ops/retry': Job
  'POST /ops/events/{eventId}/rehearse': Rehearsal
  'POST /ops/events/{eventId}/reverse': Decided
  'POST /ops/events/{eventId}/retry': Decided
  'POST /ops/events/{eventId}/skip': Decided
  'GET /ops/customers/{customerId}': CustomerPage
}
