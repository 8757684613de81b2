import type { TokenHolder } from '../../identity/tokens'
import { problemErrors } from '../errors/problem-errors'
import { bearerGuard } from '../middleware/bearer-guard'
import type { Door } from '../routing/door'
import type { LendingDeps } from './lending-route'
import { commandRoutes } from './loans/command-routes'
import { createRoute } from './loans/create-route'
import { loanRoutes } from './loans/loan-routes'
import { repaymentList } from './loans/repayment-list'
import { settlementRoutes } from './loans/settlement-routes'
import { productRoutes } from './products/product-routes'
import { reportRoutes } from './reports/report-routes'

/** The door of a partner business: products, loans in minor units, reports. */
export const lendingDoor: Door<LendingDeps, TokenHolder> = {
  base: '/api/v1/lms',
  guard: bearerGuard,
  errors: problemErrors,
  knowsItsQueries: true,
  routes: [
    ...productRoutes,
    createRoute,
    ...loanRoutes,
    ...commandRoutes,
    repaymentList,
    ...settlementRoutes,
    ...reportRoutes,
  ],
}
