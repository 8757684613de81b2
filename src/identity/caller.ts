import type { Business } from '../business/business'

/** Who stands behind a request. */
export interface Caller {
  business: Business
  /** As it is kept with what they send. */
  sender: string
  /** As it is kept with what they decide. */
  actor: string
}
