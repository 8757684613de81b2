import type { Response } from 'express'
import { stringify } from 'lossless-json'

/** Answers 200 with a body whose amounts are LosslessNumbers. */
export function sendJson(res: Response, body: object): void {
  res.type('json').send(stringify(body))
}
