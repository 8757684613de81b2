import { z } from 'zod'
import type {
  ZodOpenApiOperationObject,
  ZodOpenApiPathsObject,
  ZodOpenApiResponsesObject,
} from 'zod-openapi'

import { addressOf } from '../routing/door'
import type { AnyDoor, SaidOfError } from '../routing/door'
import type { Answer, Route } from '../routing/route'

type AnyRoute = Route<never, unknown>

/** What the document says of a door: each of its rows, with what the row makes the server refuse. */
export function operationsOf(door: AnyDoor): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {}
  for (const route of door.routes) {
    if (route.docs === 'not an operation') continue
    const method = route.method.toLowerCase() as Lowercase<typeof route.method>
    const address = addressOf(door, route) as `/${string}`
    paths[address] = { ...paths[address], [method]: operationOf(door, route, route.docs) }
  }
  return paths
}

function operationOf(
  door: AnyDoor,
  route: AnyRoute,
  { tag, headers, ...said }: Exclude<AnyRoute['docs'], string>,
): ZodOpenApiOperationObject {
  const { scheme } = door.guard
  const { params, query, body } = route
  const requestParams = {
    ...(params && { path: z.object(params) }),
    ...(query instanceof z.ZodObject && { query }),
    ...(headers && { header: headers }),
  }
  return {
    ...said,
    tags: [tag],
    ...(scheme && { security: [{ [scheme]: [] }] }),
    ...(Object.keys(requestParams).length > 0 && { requestParams }),
    ...(body && {
      requestBody: {
        required: body.mayBeMissing !== true,
        content: { 'application/json': { schema: body.schema } },
      },
    }),
    responses: { ...answersOf(route), ...refusalsOf(door, route) },
  }
}

function answersOf({ answers }: AnyRoute): ZodOpenApiResponsesObject {
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => {
      const { description, headers } = answer
      return [status, { description, ...(headers && { headers }), content: contentOf(answer) }]
    }),
  )
}

function contentOf(answer: Answer) {
  if (!('schema' in answer)) return { [answer.type]: { schema: z.string() } }
  const { schema, example, examples, forms = [] } = answer
  const named = Object.entries(examples ?? {}).map(([name, value]) => [name, { value }] as const)
  return {
    'application/json': {
      schema,
      ...(example !== undefined && { example }),
      ...(examples && { examples: Object.fromEntries(named) }),
    },
    ...Object.fromEntries(forms.map((type) => [type, { schema: z.string() }])),
  }
}

/** What can be refused is what is asked: a key, a scope, an id, a query, a body. */
function refusalsOf(door: AnyDoor, route: AnyRoute): ZodOpenApiResponsesObject {
  const { scopes, params, query, body, refuses = {} } = route
  const statuses: Record<number, SaidOfError> = {
    ...((query ?? body) && { 400: {} }),
    ...(door.guard.scheme && { 401: {}, 429: {} }),
    ...(scopes && { 403: {} }),
    ...(params && { 404: {} }),
    ...(body && { 413: tooLarge(body.maxBytes), 415: {} }),
    500: {},
    // A route whose own answer that is says so itself.
    ...(route.answers[503] === undefined && { 503: {} }),
    ...refuses,
  }
  const address = addressOf(door, route)
  return Object.fromEntries(
    Object.entries(statuses).map(([status, said]) => [
      status,
      door.errors.response(address, Number(status), said),
    ]),
  )
}

function tooLarge(maxBytes: number): SaidOfError {
  const kibibytes = maxBytes / 1024
  const size = kibibytes < 1024 ? `${kibibytes} KiB` : `${kibibytes / 1024} MiB`
  return {
    meaning: `A body over ${size}`,
    message: `The body is larger than ${maxBytes} bytes.`,
  }
}
