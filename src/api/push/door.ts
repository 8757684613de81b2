import type { ApiCaller } from '../../identity/api-key-verifier'
import { plainErrors } from '../errors/plain-errors'
import { apiKeyGuard } from '../middleware/api-key-guard'
import type { Door } from '../routing/door'
import { batchRoute } from './batch-route'
import { correctionRoute } from './correction-route'
import { eventRoutes } from './event-routes'
import { lookupRoute } from './lookup-route'
import type { PushDeps } from './push-route'
import { toldRoute } from './told/told-route'
import { viewRoutes } from './view-routes'

/** The door of an external LMS. */
export const pushDoor: Door<PushDeps, ApiCaller> = {
  base: '/lms-integration',
  guard: apiKeyGuard,
  errors: plainErrors,
  routes: [...eventRoutes, correctionRoute, toldRoute, batchRoute, lookupRoute, ...viewRoutes],
}
