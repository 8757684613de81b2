import type { Account } from './books'
import type { BalancePoint, CustomerPage, LoanPage, Story } from './loans'
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
  'GET /ops/customers/{customerId}': CustomerPage
}
