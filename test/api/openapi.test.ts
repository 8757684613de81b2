import fc from 'fast-check'
import type { z } from 'zod'

import { batchRequest, decisionRequest } from '../../src/api/ops/requests'
import { repayment } from '../../src/api/push/requests/repayment'
import { reversal } from '../../src/api/push/requests/reversal'
import { routeName } from '../../src/api/route-name'
import { REPORTS } from '../../src/reports/catalogue'
import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest } from './api-under-test'
import { document, documentText, exampleBody, operations, schemaOf } from './documented'
import { responseSchema as schemaOfAnswer } from './documented'
import type { Json } from './documented'
import { newLoanId, PUSH } from './requests'

function responseSchema(path: string, method: string, status = '200') {
  const schema = schemaOfAnswer(path, method, status)
  if (schema === undefined) throw new Error(`${method} ${path} has no answer ${status}`)
  return schema
}

const ofALoan = (path: string) => `/api/v1/lms/loans/{loanId}${path}`
const OF_A_LOAN = [
  '',
  '/settlement-quote',
  '/statement',
  ...['/approve', '/undo-approval', '/reject', '/withdraw', '/disburse', '/undo-disbursal'],
  ...['/write-off', '/undo-write-off', '/waive-interest', '/refund', '/credit-balance-refund'],
  ...[
    '/repayments',
    '/credit-transfer',
    '/charges',
    '/charges/{charge}/waive',
    '/repayments/{transaction}',
  ],
  '/repayments/{transaction}/reverse',
]

let api: ApiUnderTest
beforeAll(async () => {
  api = await startApiUnderTest()
})
afterAll(() => api.close())

describe('the document', () => {
  it('is served as OpenAPI 3.1', async () => {
    const { status, body } = await api.get('/openapi.json')
    expect(status).toBe(200)
    expect(body).toEqual(document)
    expect(document.openapi).toMatch(/^3\.1/)
    expect(document.components.securitySchemes).toMatchObject({
      apiKey: { type: 'apiKey', in: 'header', name: 'X-LMS-API-Key' },
      bearer: { type: 'http', scheme: 'bearer' },
    })
  })

  it('refers to nothing that it does not hold', () => {
    const references = [...documentText.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)]
    expect(references.length).toBeGreaterThan(10)
    for (const [, name] of references) {
      expect(Object.keys(document.components.schemas)).toContain(name)
    }
  })

  it('has every route, and the server answers each of them', async () => {
    expect(Object.keys(document.paths)).toEqual([
      ...Object.values(PUSH),
      '/lms-integration/correction',
      '/lms-integration/loan-event',
      '/lms-integration/batch',
      '/lms-integration/lookup',
      '/lms-integration/events/{eventId}',
      '/lms-integration/loans/{loanId}',
      ...['/v1/customers', '/v1/customers/{customer}', '/v1/customers/{customer}/activate'],
      ...[
        '/v1/loans',
        ...OF_A_LOAN.map((path) => `/v1/loans/{loan}${path}`),
        '/v1/events/{command}',
      ],
      ...['', '/{code}', '/{code}/publish'].map((path) => `/api/v1/lms/lending/products${path}`),
      '/api/v1/lms/loans',
      ...['', '/schedule', '/approve', '/disburse', '/reject', '/withdraw'].map(ofALoan),
      ...['/repayments', '/settlement-quote', '/statement'].map(ofALoan),
      ...REPORTS.map(({ path }) => `/api/v1/lms/reports/${path}`),
      '/api/generate-token',
      '/.well-known/jwks.json',
      ...['parked', 'refused', 'health', 'actions', 'compensations'].map((list) => `/ops/${list}`),
      ...['pulse', 'search', 'accounts', 'payouts'].map((list) => `/ops/${list}`),
      ...['', '/{loanId}', '/{loanId}/balances'].map((path) => `/ops/loans${path}`),
      '/ops/customers/{customerId}',
      '/ops/jobs/{jobId}',
      ...['retry', 'skip', 'reverse', 'rehearse', 'correct'].map(
        (action) => `/ops/events/{eventId}/${action}`,
      ),
      '/ops/retry',
      '/healthz',
      '/readyz',
      '/metrics',
    ])
    for (const { path, method } of operations) {
      const url = path.replaceAll(/\{\w+\}/g, 'unknown')
      expect(routeName(url)).toBe(path)
      const { status, body } = await (method === 'post' ? api.post(url, {}) : api.get(url))
      expect(body?.error?.code).not.toBe('NOT_FOUND')
      expect(status).not.toBe(405)
    }
  })

  it('gives each operation an id of its own, and asks for the key where the server does', async () => {
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(
      operations.length,
    )
    for (const { path, method, operation } of operations) {
      const send = method === 'post' ? api.post(path, {}, NO_KEY) : api.get(path, NO_KEY)
      expect((await send).status === 401).toBe(operation.security !== undefined)
    }
  })
})

const NO_KEY = { 'X-LMS-API-Key': '' }

interface Judge {
  safeParse(value: unknown): { success: boolean }
}

describe('the pattern of a field', () => {
  const propertyOf = (schema: string, ...path: string[]) =>
    path.reduce((at, name) => (at[name] ?? {}) as Json, document.components.schemas[schema] ?? {})
  const onLists = (list: z.ZodType): Judge => ({ safeParse: (one) => list.safeParse([one]) })
  const fields: [string, Json, Judge][] = [
    [
      'reason',
      propertyOf('OperatorDecision', 'properties', 'reason'),
      decisionRequest.shape.reason,
    ],
    ['actor', propertyOf('OperatorDecision', 'properties', 'actor'), decisionRequest.shape.actor],
    [
      'code',
      propertyOf('BatchRetry', 'properties', 'filter', 'properties', 'code'),
      batchRequest.shape.filter.shape.code,
    ],
    [
      'loanIds',
      propertyOf('BatchRetry', 'properties', 'filter', 'properties', 'loanIds', 'items'),
      onLists(batchRequest.shape.filter.shape.loanIds),
    ],
    ['feeName', propertyOf('Repayment', 'properties', 'feeName'), repayment.schema.shape.feeName],
    [
      'reason of a reversal',
      propertyOf('Reversal', 'properties', 'reason'),
      reversal.schema.shape.reason,
    ],
  ]
  const odd = fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\t',
    '\n',
    '\u007f',
    '\u00a0',
    '\u200b',
    '\u2028',
    'a',
    'Ω',
  )
  const plane = fc.integer({ min: 0, max: 0xffff }).filter((code) => code < 0xd800 || code > 0xdfff)
  const anyText = fc
    .array(
      fc.oneof(
        odd,
        plane.map((code) => String.fromCharCode(code)),
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.join(''))

  it.each(fields)('says what the server takes: %s', (_name, property, schema) => {
    expect(property['pattern']).toEqual(expect.any(String))
    const { pattern, minLength = 0 } = property as { pattern: string; minLength?: number }
    fc.assert(
      fc.property(anyText, (text) => {
        const isSaid = text.length >= minLength && new RegExp(pattern).test(text)
        expect(isSaid).toBe(schema.safeParse(text).success)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('the examples', () => {
  it('would be noticed if they were wrong', () => {
    const schema = responseSchema(PUSH.disbursement, 'post')
    expect(schema.safeParse({}).success).toBe(false)
    expect(schemaOf({ $ref: '#/components/schemas/Invoice' }).safeParse({}).success).toBe(false)
  })

  const examples = operations.flatMap(({ path, method, operation }) =>
    Object.entries(operation.responses).flatMap(([status, { content }]) =>
      Object.values(content).flatMap((media) => [
        ...(media.example === undefined
          ? []
          : [{ name: `${method} ${path} ${status}`, media, value: media.example }]),
        ...Object.entries(media.examples ?? {}).map(([example, { value }]) => ({
          name: `${method} ${path} ${status} ${example}`,
          media,
          value,
        })),
      ]),
    ),
  )

  it.each(examples)('of $name are what their schema says', ({ media, value }) => {
    expect(schemaOf(media.schema).safeParse(value).error).toBeUndefined()
  })

  it('of fields make requests that are taken', async () => {
    const loanId = newLoanId()
    for (const path of Object.values(PUSH)) {
      const example = exampleBody(path, 'post')
      const { schema } = document.paths[path]!['post']!.requestBody!.content['application/json']!
      expect(schemaOf(schema).safeParse(example).error).toBeUndefined()
      const { body: answer } = await api.post(path, { ...example, loanId })
      expect([path, answer.success ? true : answer.error.code]).toEqual([
        path,
        path === PUSH.reversal ? 'EVENT_NOT_FOUND' : true,
      ])
    }
  })
})
