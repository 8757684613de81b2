import { ApplicationFailure, activityInfo, cancelled, log } from '@temporalio/activity'
import { CancelledFailure } from '@temporalio/common'
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel'

import { isSystemFault } from '../src/platform/database-errors'
import type { WorkerMetrics } from '../src/platform/worker-metrics'
import { toldFailure } from './told-failure'

const FAULTS_TO_OPEN = 5
const OPEN_FOR_MS = 5_000
/** The reason of the SDK for a cancellation; a worker that ends has another one. */
const TIMED_OUT = 'TIMED_OUT'

/**
 * Measures an activity and puts its local form behind a breaker of this worker: local
 * activities that hang hold workflow-task slots, and would stop every business's loans. With the
 * breaker open they fail at once and the step goes on as a regular activity.
 */
export function guarded<Input, Output>(
  name: string,
  metrics: WorkerMetrics,
  run: (input: Input) => Promise<Output>,
): (input: Input) => Promise<Output> {
  const breaker = circuitBreaker(handleWhen(countsAsFault), {
    halfOpenAfter: OPEN_FOR_MS,
    breaker: new ConsecutiveBreaker(FAULTS_TO_OPEN),
  })
  return async (input) => {
    const started = performance.now()
    const seconds = () => (performance.now() - started) / 1000
    try {
      const output = activityInfo().isLocal
        ? await breaker.execute(() => Promise.race([run(input), cancelled()]))
        : await run(input)
      metrics.activityEnded(name, 'ok', seconds())
      return output
    } catch (error) {
      metrics.activityEnded(name, 'failed', seconds())
      if (error instanceof BrokenCircuitError) {
        throw ApplicationFailure.create({
          type: 'BREAKER_OPEN',
          message: `What is behind the step ${name} has failed ${FAULTS_TO_OPEN} times in a row on this worker.`,
          nonRetryable: true,
          category: 'BENIGN',
        })
      }
      const failure = toldFailure(name, error)
      if (failure !== error) log.warn(`the step ${name} failed`, { error })
      throw failure
    }
  }
}

/** A refusal, a lost race or a defect says nothing about the system behind; no answer in time does. */
export function countsAsFault(error: unknown): boolean {
  if (error instanceof CancelledFailure) return error.message === TIMED_OUT
  return isSystemFault(error)
}
