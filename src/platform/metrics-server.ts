import { createServer } from 'node:http'

import type { Metrics } from './metrics'
import { combinedPage } from './metrics-pages'

export interface MetricsServer {
  close(): Promise<void>
}

/** Serves `/metrics` and `/healthz` for a process that has no API of its own. */
export function serveMetrics(
  host: string,
  port: number,
  metrics: Metrics,
  upstreams: readonly string[],
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.url === '/healthz') {
      response.end('ok\n')
    } else if (request.url === '/metrics') {
      void combinedPage(metrics, upstreams).then((page) => {
        response.setHeader('Content-Type', metrics.contentType)
        response.end(page)
      })
    } else {
      response.statusCode = 404
      response.end()
    }
  })
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve({ close }))
  })
}
