import type { LendingEvent } from '../../../src/domain/events/lending/lending-event'

type Said<Event> = Event extends LendingEvent
  ? Pick<Event, 'kind' | 'effectiveDate' | 'payload'>
  : never

/** What the stream must hold of a command that was taken. */
export type SaidEvent = Said<LendingEvent>

/** One request to `/v1`, as it is sent and sent again. */
export interface OwnRequest {
  path: string
  body: Readonly<Record<string, unknown>>
  key: string | null
  /** By this its event is known in the stream: no other request has it. */
  note: string
  /** The loan's number; null of an application. */
  loan: string | null
  said: SaidEvent
  /** The number of the charge that it is about. */
  charge: string | null
  /** Refused whatever the loan says, under this code. */
  invalid: string | null
}

/** A request that was sent, and what was answered in the end. */
export interface Exchange {
  request: OwnRequest
  status: number
  body: Readonly<Record<string, unknown>>
  lost: number
}
