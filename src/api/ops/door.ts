import type { TokenHolder } from '../../identity/tokens'
import { problemErrors } from '../errors/problem-errors'
import { bearerGuard } from '../middleware/bearer-guard'
import type { Door } from '../routing/door'
import { batchRoute } from './batch-route'
import { correctRoute } from './correct-route'
import { customerRoutes } from './customer-routes'
import { decisionRoutes } from './decision-routes'
import { listRoutes } from './list-routes'
import { loanRoute } from './loan-route'
import { jobRoute } from './job-route'
import type { OpsDeps } from './ops-route'
import { payoutRoute } from './payout-route'

/** The operators' door: all of it is about the business of the token. */
export const opsDoor: Door<OpsDeps, TokenHolder> = {
  base: '/ops',
  guard: bearerGuard,
  errors: problemErrors,
  routes: [
    ...listRoutes,
    payoutRoute,
    loanRoute,
    ...customerRoutes,
    jobRoute,
    ...decisionRoutes,
    correctRoute,
    batchRoute,
  ],
}
