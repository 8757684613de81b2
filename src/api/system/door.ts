import { plainErrors } from '../errors/plain-errors'
import { openToAll } from '../routing/door'
import type { Door } from '../routing/door'
import { healthRoutes } from './health-routes'
import { problemRoute } from './problem-route'
import { referenceRoutes } from './reference-routes'
import type { SystemDeps } from './system-route'

/** What operators, their tools and readers of the reference ask; needs no key. */
export const systemDoor: Door<SystemDeps, undefined> = {
  guard: openToAll,
  errors: plainErrors,
  routes: [...healthRoutes, ...referenceRoutes, problemRoute],
}
