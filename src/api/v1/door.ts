import type { TokenHolder } from '../../identity/tokens'
import { rpcErrors } from '../errors/rpc-errors'
import { bearerGuard } from '../middleware/bearer-guard'
import type { Door } from '../routing/door'
import { customerRoutes } from './customers/customer-routes'
import { customerWriteRoutes } from './customers/customer-write-routes'
import { chargeCommands } from './loans/charge-commands'
import { creditTransferRoute } from './loans/credit-transfer-route'
import { eventRoute } from './loans/event-route'
import { lifecycleCommands } from './loans/lifecycle-commands'
import { loanRoutes } from './loans/loan-routes'
import { moneyCommands } from './loans/money-commands'
import { repaymentRoutes } from './loans/repayment-routes'
import { submitRoute } from './loans/submit-route'
import type { V1Deps } from './v1-route'

/** The door of a lender's own systems, for loans that live here. */
export const v1Door: Door<V1Deps, TokenHolder> = {
  base: '/v1',
  guard: bearerGuard,
  errors: rpcErrors,
  knowsItsQueries: true,
  routes: [
    ...customerRoutes,
    ...customerWriteRoutes,
    ...loanRoutes,
    submitRoute,
    ...lifecycleCommands,
    ...moneyCommands,
    creditTransferRoute,
    ...chargeCommands,
    ...repaymentRoutes,
    eventRoute,
  ],
}
