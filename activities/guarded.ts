import { ApplicationFailure, activityInfo } from '@temporalio/activity'
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel'

import { AppError } from '../src/platform/errors'
import type { WorkerMetrics } from '../src/platform/worker-metrics'

const FAILURES_TO_OPEN = 5
const OPEN_FOR_MS = 5_000

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
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: OPEN_FOR_MS,
    breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
  })
  return async (input) => {
    const started = performance.now()
    const seconds = () => (performance.now() - started) / 1000
    try {
      const output = activityInfo().isLocal
        ? await breaker.execute(() => run(input))
        : await run(input)
      metrics.activityEnded(name, 'ok', seconds())
      return output
    } catch (error) {
      metrics.activityEnded(name, 'failed', seconds())
      if (error instanceof BrokenCircuitError) {
        throw ApplicationFailure.create({
          type: 'BREAKER_OPEN',
          message: `The ${name} step has failed ${FAILURES_TO_OPEN} times in a row on this worker.`,
          nonRetryable: true,
          category: 'BENIGN',
        })
      }
      throw asFailure(error)
    }
  }
}

/** A loan that nobody ever staged an event for was started by hand: trying again is of no use. */
function asFailure(error: unknown): unknown {
  if (!(error instanceof AppError) || error.status !== 404) return error
  return ApplicationFailure.nonRetryable(error.message, error.code)
}
