import { createServer } from 'node:net'

import { InvalidArgumentError } from 'commander'

/** For commander: a port, 0 for any free one. */
export function parsePort(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError('It must be a port, 0 to 65535.')
  }
  return port
}

/** Whether nothing listens there on loopback. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
