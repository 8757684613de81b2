import type { ChildProcess } from 'node:child_process'

import type { BareServerMessage } from './bare-express'
import { end, firstMessage, forkSource } from './child'

/** The process of the Express that does nothing. */
export class BareServer {
  readonly url: string
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, { port }: BareServerMessage) {
    this.#child = child
    this.url = `http://127.0.0.1:${port}`
  }

  static async start(databaseUrl: string): Promise<BareServer> {
    const child = forkSource('bench/floors/bare-express.ts', [databaseUrl])
    return new BareServer(child, await firstMessage<BareServerMessage>(child))
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  stop(): Promise<void> {
    return end(this.#child)
  }
}
