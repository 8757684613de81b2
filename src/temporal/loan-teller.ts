import {
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
} from '@temporalio/client'
import type { Client } from '@temporalio/client'
import { TypedSearchAttributes } from '@temporalio/common'
import type { Workflow } from '@temporalio/common'

import { LOAN_WORKFLOW, PROCESS_UPDATE, SIGNAL_OF_KIND } from '../domain/loan-messages'
import type { LoanInput, LoanOptions, ProcessAnswer, ToldEvent } from '../domain/loan-messages'
import type { LoanRef } from '../domain/loan-ref'
import type { EventEnvelope } from '../domain/step-results'
import { PUSHED_PRODUCT } from '../lms/standing'
import { loanWorkflowId } from './loan-workflow-id'
import { LOAN_BUSINESS, LOAN_HEALTH, LOAN_PRODUCT, LOAN_STATUS } from './search-attributes'

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
    await this.#client.workflow.signalWithStart(LOAN_WORKFLOW, {
      ...this.#start(loan),
      signal: SIGNAL_OF_KIND[envelope.kind],
      signalArgs: [envelope],
    })
  }

  /**
   * Asks the loan to take the event and waits for the outcome; needs a worker. Rejects at the
   * deadline, in milliseconds since the epoch: the native connection knows no other way to give up.
   */
  process({ loan, envelope }: ToldEvent, deadline: number): Promise<ProcessAnswer> {
    return this.#client.withDeadline(deadline, () =>
      this.#client.workflow.executeUpdateWithStart<Workflow, ProcessAnswer, [EventEnvelope]>(
        PROCESS_UPDATE,
        {
          args: [envelope],
          updateId: envelope.eventId,
          startWorkflowOperation: new WithStartWorkflowOperation(LOAN_WORKFLOW, {
            ...this.#start(loan),
            workflowIdConflictPolicy: 'USE_EXISTING',
          }),
        },
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

  #start(loan: LoanRef) {
    const input: LoanInput = { loan, options: this.#options.loanOptions }
    return {
      workflowId: loanWorkflowId(loan),
      taskQueue: this.#options.taskQueue,
      args: [input] as [LoanInput],
      staticSummary: 'One loan: its events in order, in the LMS and then in the books',
      typedSearchAttributes: new TypedSearchAttributes([
        { key: LOAN_BUSINESS, value: loan.businessId },
        { key: LOAN_PRODUCT, value: PUSHED_PRODUCT },
        { key: LOAN_STATUS, value: 'Approved' },
        { key: LOAN_HEALTH, value: 'OK' },
      ]),
    }
  }
}
