import type { EventStatus } from '../domain/events/event-status'
import type { EventKind } from '../domain/events/kinds'
import { createMetrics } from './metrics'
import type { Metrics } from './metrics'

/** What a worker counts and measures; `metrics` has the page. */
export interface WorkerMetrics {
  readonly metrics: Metrics
  /** An event reached `status`; `stagedSeconds` is how long ago it was received. */
  eventFinished(kind: EventKind, status: EventStatus, stagedSeconds: number): void
  /** An attempt of an activity ended. */
  activityEnded(activity: string, outcome: 'ok' | 'failed', seconds: number): void
}

export function createWorkerMetrics(): WorkerMetrics {
  const metrics = createMetrics('worker')
  const events = metrics.counter({
    name: 'events_total',
    help: 'Events that reached an outcome, by kind and status',
    labels: ['kind', 'status'],
  })
  const stagedToPosted = metrics.histogram({
    name: 'staged_to_posted_seconds',
    help: 'Time from the receipt of an event to its posting',
    labels: ['kind'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600],
  })
  const activities = metrics.histogram({
    name: 'activity_seconds',
    help: 'Duration of activity attempts, by activity and outcome',
    labels: ['activity', 'outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  })
  return {
    metrics,
    eventFinished(kind, status, stagedSeconds) {
      events.inc({ kind, status })
      if (status === 'POSTED') stagedToPosted.observe({ kind }, stagedSeconds)
    },
    activityEnded(activity, outcome, seconds) {
      activities.observe({ activity, outcome }, seconds)
    },
  }
}
