import type { DerivedStatus } from '../../../domain/engine/derived-loan'

interface State {
  state: string
  /** Apache Fineract's number of it, and its name there. */
  id: number
  value: string
}

/** The states of a loan by what the LMS calls them. */
const STATES: Readonly<Record<DerivedStatus, State>> = {
  Submitted: { state: 'APPLIED', id: 100, value: named('submitted.and.pending.approval') },
  Approved: { state: 'APPROVED', id: 200, value: named('approved') },
  Active: { state: 'ACTIVE', id: 300, value: named('active') },
  Withdrawn: { state: 'WITHDRAWN', id: 400, value: named('withdrawn.by.client') },
  Rejected: { state: 'REJECTED', id: 500, value: named('rejected') },
  'Closed (obligations met)': { state: 'CLOSED', id: 600, value: named('closed.obligations.met') },
  'Closed (written off)': { state: 'WRITTEN_OFF', id: 601, value: named('closed.written.off') },
  Overpaid: { state: 'OVERPAID', id: 700, value: named('overpaid') },
}

export const STATE_NAMES = Object.values(STATES).map(({ state }) => state)

/** A pushed loan has four of these, and is in none before its first event was taken. */
export function stateOf(status: string | null): State {
  return STATES[(status ?? 'Submitted') as DerivedStatus]
}

/** What the LMS calls the states of these names. */
export function statusesOf(states: readonly string[]): string[] {
  return Object.entries(STATES).flatMap(([status, { state }]) =>
    states.includes(state) ? [status] : [],
  )
}

function named(name: string): string {
  return `loanStatusType.${name}`
}
