import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { Response } from 'express'

/** A body that is written as it is made, in whatever form its media type says. */
export class Streamed {
  readonly type: string
  readonly #pieces: AsyncIterable<string | Buffer>

  constructor(type: string, pieces: AsyncIterable<string | Buffer>) {
    this.type = type
    this.#pieces = pieces
  }

  /** As fast as it is read. What fails on the way ends the connection: nobody takes it for whole. */
  async writeTo(res: Response): Promise<void> {
    res.setHeader('Content-Type', this.type)
    try {
      await pipeline(Readable.from(this.#pieces), res)
    } catch (error) {
      if (!isGoneAway(error)) throw error
    }
  }
}

/** Whoever asked has not waited for the end. */
function isGoneAway(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
}
