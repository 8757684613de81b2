import type { Metrics } from '../platform/metrics'
import type { EventKind } from '../domain/events/kinds'

/** What the API counts and measures. */
export interface ApiMetrics {
  answered(method: string, route: string, status: number, seconds: number): void
  /** An event was taken: as a new one or as a repeat. */
  taken(kind: EventKind, outcome: 'STAGED' | 'DUPLICATE'): void
  refused(kind: EventKind, code: string): void
}

export function createApiMetrics(metrics: Metrics): ApiMetrics {
  const requests = metrics.histogram({
    name: 'http_request_seconds',
    help: 'HTTP requests by method, route and status, and how long they took',
    labels: ['method', 'route', 'status'],
    buckets: [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  })
  const events = metrics.counter({
    name: 'events_total',
    help: 'Pushed events by kind and what staging made of them',
    labels: ['kind', 'outcome'],
  })
  const refusals = metrics.counter({
    name: 'refused_total',
    help: 'Pushed events that were refused and not staged, by kind and code',
    labels: ['kind', 'code'],
  })
  return {
    answered: (method, route, status, seconds) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    taken: (kind, outcome) => events.inc({ kind, outcome }),
    refused(kind, code) {
      events.inc({ kind, outcome: 'REFUSED' })
      refusals.inc({ kind, code })
    },
  }
}
