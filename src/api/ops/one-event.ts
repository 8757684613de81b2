import { uuid } from '../wire/uuid'
import { MAY_OPERATE } from './ops-route'

/** What the rows of decisions about an event have in common. */
export const ONE_EVENT = {
  method: 'POST',
  scopes: MAY_OPERATE,
  params: { eventId: uuid('The event.') },
  missing: { code: 'EVENT_NOT_FOUND', message: 'There is no such event.' },
} as const

export const DECIDED = 'Decided and written down; the loan takes it from here.'
/** Of a row that can be rehearsed. */
export const DECIDED_OR_REHEARSED = `${DECIDED} Of a dry run: what would come of it.`
