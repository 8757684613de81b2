/** Where an event stands: all but the first are set in the transaction that ends its last step. */
export const EVENT_STATUSES = ['STAGED', 'POSTED', 'FAILED', 'PARKED', 'REVERSED'] as const

export type EventStatus = (typeof EVENT_STATUSES)[number]
