import type { EventKind } from '../../domain/events'

/** What a request on /lms-integration asks for. */
export type PushKind = EventKind | 'REVERSAL'
