import type { Response } from 'express'
import { stringify } from 'lossless-json'

import type { Reply, Route } from './route'

/** Writes what a handler answered, amounts by their own text, as its row says. */
export function respond(
  res: Response,
  { answers, cache }: Pick<Route<never, never>, 'answers' | 'cache'>,
  { status, body, headers = {} }: Reply,
): void {
  const answer = answers[status]
  if (answer === undefined) throw new Error(`an answer ${status} stands in no table`)
  res.status(status)
  if (cache !== undefined) res.set('Cache-Control', cache)
  if ('schema' in answer) res.type('json').set(headers).send(stringify(body))
  else res.type(answer.type).set(headers).send(body)
}
