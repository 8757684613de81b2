import {
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/client'
import type { Client, WorkflowHandle } from '@temporalio/client'
import { TypedSearchAttributes } from '@temporalio/common'
import type { Workflow } from '@temporalio/common'

import {
  DUE_SIGNAL,
  LOAN_WORKFLOW,
  PROCESS_UPDATE,
  SIGNAL_OF_KIND,
} from '../contract/loan-messages'
import type { LoanInput, LoanOptions } from '../contract/loan-input'
import type { ProcessAnswer, ToldEvent } from '../contract/loan-messages'
import type { LoanRef } from '../contract/loan-ref'
import type { EventEnvelope } from '../contract/event-envelope'
import { PUSHED_PRODUCT } from '../contract/search-attributes'
import { loanWorkflowId } from './loan-workflow-id'
import {
  LOAN_BUSINESS,
  LOAN_HEALTH,
  LOAN_PRODUCT,
  LOAN_STATUS,
} from '../contract/search-attributes'

export interface LoanTellerOptions {
  taskQueue: string
  loanOptions: LoanOptions
}

/** Tells loans' workflows that events are staged, starting them where they do not run. */
export class LoanTeller {
  readonly #client: Client
  readonly #options: LoanTellerOptions

  constructor(client: Client, options: LoanTellerOptions) {
    this.#client = client
    this.#options = options
  }

  /** Durable once it resolves: a worker that is down finds the signal when it is back. */
  async signal({ loan, envelope }: ToldEvent): Promise<void> {
    const signal = SIGNAL_OF_KIND[envelope.kind]
    await this.#ofRunning(
      envelope.seq === 1,
      () => this.#handle(loan).signal(signal, envelope),
      async () => {
        const start = { ...this.#start(loan, envelope), signal, signalArgs: [envelope] }
        await this.#client.workflow.signalWithStart(LOAN_WORKFLOW, start)
      },
    )
  }

  /** Tells a loan that something of it falls due by the clock. */
  async due(loan: LoanRef): Promise<void> {
    await this.#ofRunning(
      false,
      () => this.#handle(loan).signal(DUE_SIGNAL),
      async () => {
        const start = { ...this.#start(loan), signal: DUE_SIGNAL, signalArgs: [] }
        await this.#client.workflow.signalWithStart(LOAN_WORKFLOW, start)
      },
    )
  }

  /**
   * Asks the loan to take the event and waits for the outcome; needs a worker. Rejects at the
   * deadline, in milliseconds since the epoch: the native connection knows no other way to give up.
   */
  process({ loan, envelope }: ToldEvent, deadline: number): Promise<ProcessAnswer> {
    const update = { args: [envelope] as [EventEnvelope], updateId: envelope.eventId }
    return this.#client.withDeadline(deadline, () =>
      this.#ofRunning(
        envelope.seq === 1,
        () =>
          this.#handle(loan).executeUpdate<ProcessAnswer, [EventEnvelope]>(PROCESS_UPDATE, update),
        () =>
          this.#client.workflow.executeUpdateWithStart<Workflow, ProcessAnswer, [EventEnvelope]>(
            PROCESS_UPDATE,
            {
              ...update,
              startWorkflowOperation: new WithStartWorkflowOperation(LOAN_WORKFLOW, {
                ...this.#start(loan, envelope),
                workflowIdConflictPolicy: 'USE_EXISTING',
              }),
            },
          ),
      ),
    )
  }

  /** Starts the loan's workflow; false where it runs already, which changes nothing. */
  async start(loan: LoanRef): Promise<boolean> {
    try {
      await this.#client.workflow.start(LOAN_WORKFLOW, this.#start(loan))
      return true
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return false
      throw error
    }
  }

  /**
   * A message that could start the workflow costs the server and the client more than one that
   * cannot, and all but a loan's first find it running.
   */
  async #ofRunning<T>(
    isFirst: boolean,
    tell: () => Promise<T>,
    tellAndStart: () => Promise<T>,
  ): Promise<T> {
    if (isFirst) return tellAndStart()
    try {
      return await tell()
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error
      return tellAndStart()
    }
  }

  #handle(loan: LoanRef): WorkflowHandle {
    return this.#client.workflow.getHandle(loanWorkflowId(loan))
  }

  #start(loan: LoanRef, first?: EventEnvelope) {
    const input: LoanInput = { loan, options: this.#options.loanOptions }
    return {
      workflowId: loanWorkflowId(loan),
      taskQueue: this.#options.taskQueue,
      args: [input] as [LoanInput],
      staticSummary: 'One loan: its events in order, in the LMS and then in the books',
      typedSearchAttributes: new TypedSearchAttributes([
        { key: LOAN_BUSINESS, value: loan.businessId },
        // What is not known here, of a loan that is started again, its first pass knows.
        { key: LOAN_PRODUCT, value: first?.product ?? PUSHED_PRODUCT },
        { key: LOAN_STATUS, value: first?.kind === 'SUBMIT' ? 'Submitted' : 'Approved' },
        { key: LOAN_HEALTH, value: 'OK' },
      ]),
    }
  }
}
