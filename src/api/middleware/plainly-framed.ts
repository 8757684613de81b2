import type { RequestHandler } from 'express'

import { AppError } from '../../platform/errors'

const CLOSED = { Connection: 'close' }

/**
 * Refuses what two readers could take for two requests, or for one to two servers: a proxy before us
 * may have read it otherwise. The connection ends with the answer.
 */
export const plainlyFramed: RequestHandler = (req, _res, next) => {
  const coding = req.headers['transfer-encoding'] ?? 'chunked'
  if (coding.trim().toLowerCase() !== 'chunked') {
    throw new AppError('NOT_IMPLEMENTED', 'The only transfer coding that is known is chunked.', {
      status: 501,
      headers: CLOSED,
    })
  }
  if ((req.headersDistinct['host']?.length ?? 0) > 1) {
    throw new AppError('MALFORMED_REQUEST', 'There is more than one Host header.', {
      status: 400,
      headers: CLOSED,
    })
  }
  next()
}
