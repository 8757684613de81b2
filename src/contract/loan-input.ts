import type { LoanHealth, TimelineEntry } from './loan-messages'
import type { LoanRef } from './loan-ref'
import { fieldsOf, isCount } from './message-fields'
import type { ParkedEvent, StandingView, Wake } from './step-results'

/** How a loan's workflow behaves; fixed when it is started, carried on from run to run. */
export interface LoanOptions {
  /** Continues as new at about this many history events. */
  continueAsNewEvents: number
  /** A closed loan's workflow completes after so long without an event. */
  quietMs: number
  /** Where the books are; embedded where it is not said, as in runs of older code. */
  accounting?: 'embedded' | 'http'
  /** Both steps are one activity while all goes well; not where it is not said, as in runs of older code. */
  inOnePass?: true
  /** Only the relay wakes a loan for what falls due by the clock; else its workflow does, by a timer. */
  timers?: 'off'
}

/** What a run hands to the next. JSON only; new code must read the shape of older code. */
export interface CarriedState {
  schemaVersion: 1
  tookThrough: number
  /** A wake-up came while the run was ending. */
  awake: boolean
  standing: StandingView | null
  health: LoanHealth
  timeline: TimelineEntry[]
  lastEventMs: number
  parked: ParkedEvent | null
  wake?: Wake
}

export interface LoanInput {
  loan: LoanRef
  options: LoanOptions
  carried?: CarriedState
}

/** A run must hold a few events, or it would only ever continue as new. */
const FEWEST_EVENTS = 10
const LONGEST_QUIET_MS = 100 * 366 * 86_400_000
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const LONGEST_ID = 1_000

/** What a workflow that somebody started by hand lacks to be a loan; null where it is one. */
export function objectionToInput(input: unknown): string | null {
  const { loan, options, carried } = fieldsOf(input)
  const { businessId, loanId } = fieldsOf(loan)
  if (typeof businessId !== 'string' || !UUID.test(businessId)) return 'loan.businessId is no id'
  if (typeof loanId !== 'string' || loanId === '' || loanId.length > LONGEST_ID) {
    return 'loan.loanId is no id'
  }
  const { continueAsNewEvents, quietMs } = fieldsOf(options)
  if (!isCount(continueAsNewEvents) || continueAsNewEvents < FEWEST_EVENTS) {
    return 'options.continueAsNewEvents is no number of events'
  }
  if (typeof quietMs !== 'number' || !(quietMs >= 0 && quietMs <= LONGEST_QUIET_MS)) {
    return 'options.quietMs is no time'
  }
  return carried === undefined || isCarried(carried) ? null : 'carried is no state of a loan'
}

/** Only what would stop a run: another version may carry more, or less. */
function isCarried(given: unknown): boolean {
  const {
    tookThrough = 0,
    timeline = [],
    lastEventMs = 0,
    parked,
    standing,
    wake,
  } = fieldsOf(given)
  return (
    typeof given === 'object' &&
    (tookThrough === 0 || isCount(tookThrough)) &&
    Number.isFinite(lastEventMs) &&
    Array.isArray(timeline) &&
    timeline.every((entry) => isCount(fieldsOf(entry)['seq'])) &&
    (isNothing(parked) || typeof fieldsOf(fieldsOf(parked)['reason'])['code'] === 'string') &&
    (isNothing(standing) || typeof fieldsOf(standing)['status'] === 'string') &&
    (isNothing(wake) || Number.isFinite(Date.parse(String(fieldsOf(wake)['at']))))
  )
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null
}
