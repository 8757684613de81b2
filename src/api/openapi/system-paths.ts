import { z } from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'

const state = z.enum(['ok', 'failed'])
const readiness = z
  .object({
    status: z.enum(['ready', 'not ready']),
    checks: z.object({ database: state, temporal: state, migrations: state }),
  })
  .meta({ id: 'Readiness' })

function readinessAnswer(description: string, status: 'ready' | 'not ready') {
  const temporal = status === 'ready' ? 'ok' : 'failed'
  const example = { status, checks: { database: 'ok', temporal, migrations: 'ok' } }
  return { description, content: { 'application/json': { schema: readiness, example } } }
}

/** What operators and their tools ask; needs no key. */
export const systemPaths: ZodOpenApiPathsObject = {
  '/healthz': {
    get: {
      operationId: 'health',
      summary: 'The process is alive',
      tags: ['System'],
      responses: {
        '200': {
          description: 'It is.',
          content: {
            'application/json': {
              schema: z.object({ status: z.literal('ok') }),
              example: { status: 'ok' },
            },
          },
        },
      },
    },
  },
  '/readyz': {
    get: {
      operationId: 'readiness',
      summary: 'Everything that requests need is there',
      tags: ['System'],
      responses: {
        '200': readinessAnswer('Ready.', 'ready'),
        '503': readinessAnswer('Not ready; the parts that failed are named.', 'not ready'),
      },
    },
  },
  '/metrics': {
    get: {
      operationId: 'metrics',
      summary: 'Metrics in the Prometheus text format',
      tags: ['System'],
      responses: {
        '200': { description: 'The page.', content: { 'text/plain': { schema: z.string() } } },
      },
    },
  },
}
