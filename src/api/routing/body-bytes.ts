import type { IncomingMessage, ServerResponse } from 'node:http'

import { AppError } from '../../platform/errors'

/** A request whose rest is longer than this loses its connection instead of being read on. */
const DISCARD_BYTES = 8 * 1024 * 1024

export function hasBody(req: IncomingMessage): boolean {
  return (
    req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0
  )
}

/** Reads the whole body; 413 as soon as it is known to be over `limit` bytes. */
export async function readBody(
  req: IncomingMessage,
  res: ServerResponse,
  limit: number,
): Promise<Buffer> {
  if (Number(req.headers['content-length'] ?? 0) > limit) throw tooLarge(limit)
  if (req.headers.expect?.toLowerCase() === '100-continue') res.writeContinue()
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    const onData = (chunk: Buffer): void => {
      length += chunk.length
      chunks.push(chunk)
      if (length > limit) finish(() => reject(tooLarge(limit)))
    }
    const onEnd = (): void => finish(() => resolve(Buffer.concat(chunks, length)))
    const onClose = (): void =>
      finish(() =>
        reject(new AppError('REQUEST_ABORTED', 'The request ended early.', { status: 400 })),
      )
    const finish = (settle: () => void): void => {
      req.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose)
      settle()
    }
    req.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose)
  })
}

/**
 * Reads what the client is still sending and throws it away, so that it gets to read the answer
 * and the connection can be used again; past a limit the connection is closed.
 */
export function discardRest(req: IncomingMessage): void {
  let discarded = 0
  req.on('data', (chunk: Buffer) => {
    discarded += chunk.length
    if (discarded > DISCARD_BYTES) req.socket.destroy()
  })
  req.on('error', () => req.socket.destroy())
  req.resume()
}

function tooLarge(limit: number): AppError {
  return new AppError('PAYLOAD_TOO_LARGE', `The body is larger than ${limit} bytes.`, {
    status: 413,
  })
}
