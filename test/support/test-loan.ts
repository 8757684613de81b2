import type { Client, WorkflowHandle } from '@temporalio/client'
import type { History } from '@temporalio/common/lib/proto-utils'

import type { EventStatus } from '../../src/domain/events/event-status'
import type { EventKind } from '../../src/domain/events/kinds'
import type { LoanState, ProcessAnswer, TimelineEntry } from '../../src/contract/loan-messages'
import type { LoanRef } from '../../src/contract/loan-ref'
import type { EventEnvelope } from '../../src/contract/event-envelope'
import type { Database } from '../../src/platform/database'
import type { RunningIntake } from '../../src/stream/create-intake'
import type { PushedRequest, StageOutcome, StageRequest } from '../../src/stream/stage-request'
import type { LoanTeller } from '../../src/temporal/loan-teller'
import { loanWorkflowId } from '../../src/temporal/loan-workflow-id'
import { LOAN_HEALTH, LOAN_STATUS } from '../../src/contract/search-attributes'
import { eventually } from './eventually'
import { LoanRequests } from './loan-requests'
import { patience } from './patience'

export interface EventRow {
  eventId: string
  seq: number
  kind: EventKind
  status: EventStatus
  code: string | null
  generation: number
}

interface StreamRow {
  busy: boolean
  parked: boolean
  lastSeq: number
  retellAttempts: number
  /** Seconds until the relay tells the loan again. */
  retellIn: number | null
}

/** What an operator sees of a loan in the Temporal UI. */
export interface SeenLoan {
  status: string | undefined
  health: string | undefined
  details: string
}

type HistoryEvents = NonNullable<History['events']>

type HistoryEvent = HistoryEvents[number]

/** What leads to a workflow task. */
const LEADS_TO_TASK = [
  'workflowExecutionStartedEventAttributes',
  'workflowExecutionSignaledEventAttributes',
  'workflowExecutionCancelRequestedEventAttributes',
  'activityTaskScheduledEventAttributes',
  'activityTaskCompletedEventAttributes',
  'workflowTaskScheduledEventAttributes',
  'workflowTaskStartedEventAttributes',
] as const satisfies readonly (keyof HistoryEvent)[]

/** What a loan under test needs of its stack. */
export interface LoanParts {
  client: Client
  intake: RunningIntake
  database: Database
  teller: LoanTeller
}

/** One loan of a test: sends its events, and looks at it from all sides. */
export class TestLoan extends LoanRequests {
  readonly #stack: LoanParts

  constructor(stack: LoanParts, ref: LoanRef) {
    super(ref)
    this.#stack = stack
  }

  get handle(): WorkflowHandle {
    return this.#stack.client.workflow.getHandle(loanWorkflowId(this.ref))
  }

  /** `waitMs` is what is ample on an idle machine. */
  submit(request: PushedRequest, waitMs: number | null = null): Promise<StageOutcome> {
    return this.#stack.intake.submit(request, waitMs === null ? null : patience(waitMs))
  }

  /** Stages all in order and tells nobody. */
  async stage(...requests: StageRequest[]): Promise<StageOutcome[]> {
    const [row] = await this.#stack.database.query<{ outcomes: StageOutcome[] }>(
      'test_stage',
      'SELECT stage_events($1::jsonb) AS outcomes',
      [JSON.stringify(requests)],
    )
    return row?.outcomes ?? []
  }

  /** Sends the signal of an event that may or may not be staged. */
  signal(seq: number, kind: EventKind = 'REPAYMENT'): Promise<void> {
    return this.#stack.teller.signal({ loan: this.ref, envelope: envelopeOf(seq, kind) })
  }

  /** Sends the update of an event that may or may not be staged, and waits for the answer. */
  process(seq: number, kind: EventKind = 'REPAYMENT'): Promise<ProcessAnswer> {
    const deadline = Date.now() + patience(20_000)
    return this.#stack.teller.process({ loan: this.ref, envelope: envelopeOf(seq, kind) }, deadline)
  }

  events(): Promise<EventRow[]> {
    return this.#stack.database.query<EventRow>(
      'test_events',
      `SELECT e.id AS "eventId", e.seq, e.kind, e.status, e.failure_code AS code, e.generation
       FROM loan_event e JOIN loan_stream s ON s.id = e.stream_id
       WHERE s.business_id = $1 AND s.external_id = $2 ORDER BY e.seq`,
      [this.ref.businessId, this.ref.loanId],
    )
  }

  async stream(): Promise<StreamRow> {
    const [row] = await this.#stack.database.query<StreamRow>(
      'test_stream',
      `SELECT busy, parked, last_seq AS "lastSeq", retell_attempts AS "retellAttempts",
              extract(epoch FROM retell_at - now())::float8 AS "retellIn"
       FROM loan_stream WHERE business_id = $1 AND external_id = $2`,
      [this.ref.businessId, this.ref.loanId],
    )
    if (row === undefined) throw new Error('nothing was staged for this loan')
    return row
  }

  /** Waits until so many events have their outcome; without a number, until all have. */
  settled(count?: number): Promise<EventRow[]> {
    return eventually(`events of ${this.ref.loanId} to have their outcomes`, async () => {
      const rows = await this.events()
      const open = rows.filter((row) => row.status === 'STAGED')
      const enough = count === undefined ? open.length === 0 : rows.length - open.length >= count
      return rows.length > 0 && enough ? rows : undefined
    })
  }

  /** Statuses by seq, a failure with its code: `POSTED`, `FAILED LOAN_SETTLED`. */
  async outcomes(): Promise<string[]> {
    const rows = await this.events()
    return rows.map(({ status, code }) => (code === null ? status : `${status} ${code}`))
  }

  async history(runId?: string): Promise<HistoryEvents> {
    const id = loanWorkflowId(this.ref)
    const { events } = await this.#stack.client.workflow.getHandle(id, runId).fetchHistory()
    return events ?? []
  }

  /** The history, longer than it was, once the workflow has nothing left to do with it. */
  idleHistory(longerThan = 0, runId?: string): Promise<HistoryEvents> {
    return eventually('the workflow to be idle', async () => {
      const events = await this.history(runId)
      const lastWith = (key: keyof HistoryEvent) => events.findLastIndex((event) => event[key])
      const lastDone = lastWith('workflowTaskCompletedEventAttributes')
      const isIdle = LEADS_TO_TASK.every((key) => lastWith(key) < lastDone)
      return isIdle && events.length > longerThan ? events : undefined
    })
  }

  state(): Promise<LoanState> {
    return this.handle.query<LoanState>('state')
  }

  timeline(): Promise<TimelineEntry[]> {
    return this.handle.query<TimelineEntry[]>('timeline')
  }

  async seen(): Promise<SeenLoan> {
    const [{ typedSearchAttributes: attributes }, { currentDetails }] = await Promise.all([
      this.handle.describe(),
      this.handle.query<{ currentDetails: string }>('__temporal_workflow_metadata'),
    ])
    return {
      status: attributes.get(LOAN_STATUS),
      health: attributes.get(LOAN_HEALTH),
      details: currentDetails,
    }
  }
}

function envelopeOf(seq: number, kind: EventKind): EventEnvelope {
  const eventId = `00000000-0000-7000-8000-${String(seq).padStart(12, '0')}`
  return { eventId, seq, kind, effectiveDate: '2025-01-01', figures: {} }
}
