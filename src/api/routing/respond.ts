import type { Response } from 'express'
import { stringify } from 'lossless-json'

import type { Reply, Route } from './route'
import { Streamed } from './streamed'

/** Writes what a handler answered, amounts by their own text, as its row says. */
export async function respond(
  res: Response,
  { answers, cache }: Pick<Route<never, never>, 'answers' | 'cache'>,
  { status, body, headers = {} }: Reply,
): Promise<void> {
  const answer = answers[status]
  if (answer === undefined) throw new Error(`an answer ${status} stands in no table`)
  res.status(status)
  if (cache !== undefined) res.set('Cache-Control', cache)
  if (body instanceof Streamed) await body.writeTo(res.set(headers))
  else if ('schema' in answer) res.type('json').set(headers).send(stringify(body))
  else res.type(answer.type).set(headers).send(body)
}
