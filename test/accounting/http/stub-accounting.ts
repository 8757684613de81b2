import { createServer } from 'node:http'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/** What the stub does with a request: answers, hangs up without an answer, or never answers. */
export type Scripted =
  { status: number; body: unknown; headers?: Record<string, string> } | 'CUT' | 'SILENCE'

export interface StubAccounting {
  url: string
  asked: Asked[]
  /** The answers to come, in order; without one it is posted under the next id. */
  script: Scripted[]
  close(): Promise<void>
}

export function pushed(eventId: string, status: string, more: object = {}): Scripted {
  const body = {
    success: true,
    eventId,
    staging: { status: 'STAGED' },
    push: { status, error: null, ...more },
  }
  return { status: 200, body }
}

export function refusedWith(code: string, message = 'No.', more: object = {}): Scripted {
  return { status: 200, body: { success: false, error: { code, message, fields: [] }, ...more } }
}

/** An Accounting that says what a test wants it to. */
export async function startStubAccounting(): Promise<StubAccounting> {
  const asked: Asked[] = []
  const script: Scripted[] = []
  let ids = 0
  const server = createServer((req, res) => {
    let body = ''
    req.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    req.on('end', () => {
      const { method = '', url: path = '', headers } = req
      asked.push({ method, path, headers, body })
      answer(res, script.shift() ?? pushed(`there-${(ids += 1)}`, 'POSTED'))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    script,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answer(res: ServerResponse, scripted: Scripted): void {
  if (scripted === 'SILENCE') return
  if (scripted === 'CUT') {
    res.destroy()
    return
  }
  const { status, body, headers = {} } = scripted
  res.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body))
}
