import type { TokenHolder } from '../../identity/tokens'
import { problemErrors } from '../errors/problem-errors'
import { bearerGuard } from '../middleware/bearer-guard'
import type { Door } from '../routing/door'
import { accountsRoute } from './accounts-route'
import { balancesRoute } from './balances-route'
import { batchRoute } from './batch-route'
import { correctRoute } from './correct-route'
import { customerRoutes } from './customer-routes'
import { decisionRoutes } from './decision-routes'
import { listRoutes } from './list-routes'
import { loanListRoute } from './loan-list-route'
import { loanRoute } from './loan-route'
import { jobRoute } from './job-route'
import { rehearseRoute } from './rehearse-route'
import { searchRoute } from './search-route'
import type { OpsDeps } from './ops-route'
import { payoutRoute } from './payout-route'
import { pulseRoute } from './pulse-route'

/** The operators' door: all of it is about the business of the token. */
export const opsDoor: Door<OpsDeps, TokenHolder> = {
  base: '/ops',
  guard: bearerGuard,
  errors: problemErrors,
  routes: [
    ...listRoutes,
    pulseRoute,
    searchRoute,
    accountsRoute,
    payoutRoute,
    loanListRoute,
    loanRoute,
    balancesRoute,
    ...customerRoutes,
    jobRoute,
    ...decisionRoutes,
    rehearseRoute,
    correctRoute,
    batchRoute,
  ],
}
