import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface UnreliableProxy {
  url: string
  /** Connections broken so far. */
  broken(): number
  stop(): Promise<void>
}

/** Passes requests on, save that of every four one is lost on its way and one loses its answer. */
export async function startUnreliableProxy(target: string): Promise<UnreliableProxy> {
  const requests = new Map<string, number>()
  let broken = 0
  const server = createServer((req, res) => {
    // Counted per address, so that each kind of request meets each fate.
    const path = req.url ?? ''
    const count = (requests.get(path) ?? 0) + 1
    requests.set(path, count)
    const fate = count % 4
    const breakOff = () => {
      broken += 1
      req.socket.destroy()
    }
    if (fate === 1) {
      breakOff()
      return
    }
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => {
      const headers = {
        'Content-Type': 'application/json',
        'X-LMS-API-Key': req.headers['x-lms-api-key'] as string,
      }
      const body = Buffer.concat(chunks)
      void fetch(`${target}${req.url ?? ''}`, { method: 'POST', headers, body }).then(
        async (answer) => {
          const text = await answer.text()
          if (fate === 2) breakOff()
          else res.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(text)
        },
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    broken: () => broken,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
