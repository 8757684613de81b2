import { z } from 'zod'

import { problemType } from '../../src/api/errors/problem-responses'
import { problemKind } from '../../src/api/problems/catalogue'
import { openApiDocument } from '../../src/api/openapi/document'
import { REFUSAL_CODES } from '../../src/domain/events/refusal'
import { routeName } from '../../src/api/route-name'

export type Json = Record<string, unknown>

interface Media {
  schema: Json
  example?: unknown
  examples?: Record<string, { value: unknown }>
}

export interface Operation {
  operationId: string
  summary: string
  description?: string
  security?: unknown[]
  parameters?: { in: string; name: string; required?: boolean; schema?: Json }[]
  requestBody?: { content: Record<string, Media> }
  responses: Record<string, { description: string; content: Record<string, Media> }>
}

export const documentText = JSON.stringify(openApiDocument())

/** The document as it is served. */
export const document = JSON.parse(documentText) as {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Json>; securitySchemes: Json }
}

export const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

/** A schema of the document that stands on its own. */
export function schemaOf(schema: Json) {
  const whole = { ...schema, $defs: document.components.schemas }
  const local = JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/')
  return z.fromJSONSchema(JSON.parse(local) as Json)
}

const schemas = new Map<string, z.ZodType>()

/** What the document says of an answer; undefined where it knows no such answer. */
export function responseSchema(path: string, method: string, status: number | string) {
  const [media] = Object.values(document.paths[path]?.[method]?.responses[status]?.content ?? {})
  if (media === undefined) return undefined
  const name = `${method} ${path} ${status}`
  const schema = schemas.get(name) ?? schemaOf(media.schema)
  schemas.set(name, schema)
  return schema
}

/** What is read by other tests. */
const FORMS = ['text/csv', 'application/pdf']

/** What of a query must be given, as the document's examples have it. */
export function exampleQuery(path: string, method: string): string {
  const { parameters = [] } = document.paths[path]?.[method.toLowerCase()] ?? {}
  const needed = parameters.filter(({ in: where, required }) => where === 'query' && required)
  const query = needed.map(({ name, schema }) => `${name}=${String(schema?.['example'])}`).join('&')
  return query === '' ? '' : `?${query}`
}

/** Statuses that any address may answer, whatever it is for. */
const EVERYWHERE = [400, 405, 501]

/** Throws where an answer is not what the document says of its operation. */
export function expectDocumented(
  method: string,
  url: string,
  status: number,
  body: unknown,
  mediaType = 'application/json',
) {
  const path = routeName(url)
  const operation = document.paths[path]?.[method.toLowerCase()]
  if (operation === undefined) return
  const problem = problemIn(body)
  if (problem !== undefined && problemKind(problem) === undefined) {
    throw new Error(`${method} ${path} answers a problem ${problem}, which has no page`)
  }
  const [form = ''] = mediaType.split(';')
  if (FORMS.includes(form) && operation.responses[status]?.content[form] !== undefined) return
  const refusal = refusedBy(body)
  if (refusal !== undefined && !operation.description?.includes(refusal)) {
    throw new Error(`${method} ${path} does not say that it may be refused by ${refusal}`)
  }
  const schema = responseSchema(path, method.toLowerCase(), status)
  const undocumented =
    schema === undefined
      ? !EVERYWHERE.includes(status) && 'no such status is documented'
      : schema.safeParse(body).error?.message
  if (undocumented) {
    throw new Error(`${method} ${path} answered ${status}: ${undocumented} ${JSON.stringify(body)}`)
  }
}

/** The code of a problem, if it is one. */
function problemIn(body: unknown): string | undefined {
  const read = z.object({ type: z.string(), code: z.string() }).safeParse(body)
  return read.data?.type === problemType(read.data?.code ?? '') ? read.data?.code : undefined
}

/** The code of ours by which an event was refused, if it was. */
function refusedBy(body: unknown): string | undefined {
  const read = refused.safeParse(body)
  return read.success ? read.data.error.code : undefined
}

const refused = z.object({
  success: z.literal(false),
  error: z.object({ code: z.enum(REFUSAL_CODES) }),
  push: z.object({}),
})

/** The body of a request as the examples of its fields have it. */
export function exampleBody(path: string, method: string): Json | undefined {
  const [media] = Object.values(
    document.paths[path]?.[method.toLowerCase()]?.requestBody?.content ?? {},
  )
  return media && (exampleOf(media.schema) as Json)
}

function exampleOf(schema: Json): unknown {
  const { $ref, properties, items, example } = schema
  if (typeof $ref === 'string') {
    return exampleOf(document.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {})
  }
  if (example !== undefined) return example
  if (items !== undefined) return [exampleOf(items as Json)]
  if (typeof properties !== 'object' || properties === null) return undefined
  return Object.fromEntries(
    Object.entries(properties).map(([field, property]) => [field, exampleOf(property as Json)]),
  )
}
