import type { IncomingMessage, ServerResponse } from 'node:http'

import { AppError } from '../../platform/errors'
import { hasBody, readBody } from './body-bytes'
import { readLossless } from './lossless-reader'

const JSON_TYPE = /^application\/json\s*(?:;\s*charset="?utf-?8"?\s*)?;?\s*$/i

const UTF_8 = new TextDecoder('utf-8', { fatal: true })

/**
 * The body as JSON, numbers as LosslessNumber.
 * @throws AppError 400, 413 or 415
 */
export async function readJson(
  req: IncomingMessage,
  res: ServerResponse,
  maxBytes: number,
): Promise<unknown> {
  const encoding = req.headers['content-encoding'] ?? 'identity'
  if (
    hasBody(req) &&
    !(JSON_TYPE.test(req.headers['content-type'] ?? '') && encoding === 'identity')
  ) {
    throw new AppError(
      'UNSUPPORTED_MEDIA_TYPE',
      'The body must be sent as application/json in UTF-8, not compressed.',
      { status: 415 },
    )
  }
  return parseJson(await readBody(req, res, maxBytes))
}

function parseJson(bytes: Buffer): unknown {
  let text: string
  try {
    text = UTF_8.decode(bytes)
  } catch {
    throw malformed('it is not UTF-8 text')
  }
  try {
    return readLossless(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed(error.message)
    throw error
  }
}

function malformed(reason: string): AppError {
  return new AppError('MALFORMED_JSON', `The body is not valid JSON: ${reason}.`, { status: 400 })
}
