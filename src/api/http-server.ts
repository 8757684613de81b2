import { createServer } from 'node:http'
import type { RequestListener, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface HttpServer {
  port: number
  /** Takes no more requests, finishes those under way, then closes every connection. */
  stop(): Promise<void>
}

/** For a connection on which nothing moves, such as that of a client that does not read its answer. */
const SILENCE_MS = 120_000
/** How often connections are looked at: what takes too long ends so much later at most. */
const CHECK_MS = 5_000
/** Longer than the idle time of common load balancers, so that it is they who hang up. */
const KEEP_ALIVE_MS = 65_000
/** For a whole request with its body; an answer may take longer. */
const REQUEST_MS = 30_000
/** The longest wait a request may ask for, and a little more. */
const GRACE_MS = 32_000
const SWEEP_MS = 50

interface Limits {
  keepAliveMs?: number
  requestMs?: number
  silenceMs?: number
  checkMs?: number
}

export async function listen(
  handler: RequestListener,
  host: string,
  port: number,
  limits: Limits = {},
): Promise<HttpServer> {
  const { keepAliveMs = KEEP_ALIVE_MS, requestMs = REQUEST_MS } = limits
  const { silenceMs = SILENCE_MS, checkMs = CHECK_MS } = limits
  const server = createServer({
    keepAliveTimeout: keepAliveMs,
    requestTimeout: requestMs,
    headersTimeout: requestMs,
    connectionsCheckingInterval: checkMs,
  }).setTimeout(silenceMs)
  let stopping = false
  const underWay = new Set<ServerResponse>()
  const listener: RequestListener = (req, res) => {
    if (stopping) closeAfter(res)
    underWay.add(res)
    res.once('close', () => underWay.delete(res))
    handler(req, res)
  }
  // With a listener of its own a client is told to go on only when its body is wanted.
  server.on('request', listener).on('checkContinue', listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => resolve())
  })
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      stopping = true
      underWay.forEach(closeAfter)
      return closed(server)
    },
  }
}

function closeAfter(res: ServerResponse): void {
  if (!res.headersSent) res.setHeader('Connection', 'close')
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
    const grace = setTimeout(() => server.closeAllConnections(), GRACE_MS)
    server.close(() => {
      clearInterval(sweep)
      clearTimeout(grace)
      resolve()
    })
    server.closeIdleConnections()
  })
}
