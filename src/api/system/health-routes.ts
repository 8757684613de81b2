import { z } from 'zod'
import 'zod-openapi'

import { reply } from '../routing/route'
import { systemRoute } from './system-route'

const state = z.enum(['ok', 'failed'])
const readinessAnswer = z
  .object({
    status: z.enum(['ready', 'not ready']),
    checks: z.object({ database: state, temporal: state, migrations: state }),
  })
  .meta({ id: 'Readiness' })

function readinessExample(status: 'ready' | 'not ready') {
  const temporal = status === 'ready' ? 'ok' : 'failed'
  return { status, checks: { database: 'ok', temporal, migrations: 'ok' } }
}

const tag = 'System'

const health = systemRoute({
  method: 'GET',
  path: '/healthz',
  answers: {
    200: {
      description: 'It is.',
      schema: z.object({ status: z.literal('ok') }),
      example: { status: 'ok' },
    },
  },
  docs: { tag, operationId: 'health', summary: 'The process is alive' },
  handle: () => Promise.resolve(reply(200, { status: 'ok' as const })),
})

const readiness = systemRoute({
  method: 'GET',
  path: '/readyz',
  answers: {
    200: { description: 'Ready.', schema: readinessAnswer, example: readinessExample('ready') },
    503: {
      description: 'Not ready; the parts that failed are named.',
      schema: readinessAnswer,
      example: readinessExample('not ready'),
    },
  },
  docs: { tag, operationId: 'readiness', summary: 'Everything that requests need is there' },
  async handle(deps) {
    const checks = await deps.readiness()
    const isReady = Object.values(checks).every((check) => check === 'ok')
    return isReady
      ? reply(200, { status: 'ready', checks })
      : reply(503, { status: 'not ready', checks })
  },
})

const metrics = systemRoute({
  method: 'GET',
  path: '/metrics',
  answers: { 200: { description: 'The page.', type: 'text/plain' } },
  docs: { tag, operationId: 'metrics', summary: 'Metrics in the Prometheus text format' },
  async handle({ metricsPage, metricsType }) {
    return reply(200, await metricsPage(), { 'Content-Type': metricsType })
  },
})

export const healthRoutes = [health, readiness, metrics]
