import type { RequestHandler } from 'express'

import type { Clock } from '../../platform/clock'
import { sendJson } from '../json-answer'
import { callerOf } from '../middleware/authenticate'
import { refuse } from './push-handler'
import { receivedAt } from './read-event'
import { notStaged } from './refusals'
import type { Refusals } from './refusals'
import { idempotencyKey } from './idempotency-key'
import { readReversal } from './reversal'

const NOT_SUPPORTED = notStaged({
  code: 'NOT_SUPPORTED_YET',
  message: 'Events cannot be reversed yet.',
})

export function reversalHandler(deps: { clock: Clock; refusals: Refusals }): RequestHandler {
  return async (req, res) => {
    const caller = callerOf(res)
    const received = receivedAt(caller.business, deps.clock.now())
    const reading = readReversal(req.body, received, idempotencyKey(req).errors)
    const invalid = reading.ok ? NOT_SUPPORTED : reading.invalid
    sendJson(res, await refuse(deps, caller, 'REVERSAL', req.body, invalid))
  }
}
