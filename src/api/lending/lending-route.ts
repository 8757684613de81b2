import type { Caller } from '../../identity/caller'
import type { ReportDesk } from '../../reports/report-desk'
import { routesOf } from '../routing/route'
import type { Scoped, Scopes } from '../routing/route'
import type { V1Deps } from '../v1/v1-route'

/** The same loans as `/v1`, commanded the same way. */
export interface LendingDeps extends V1Deps {
  reports: Pick<ReportDesk, 'open'>
}

/** Makes a row of this door's table. */
export const lendingRoute = routesOf<LendingDeps, Caller, Scoped>()

export const MAY_READ: Scopes = ['lms:read']
export const MAY_WRITE: Scopes = ['lms:write']
