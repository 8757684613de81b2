import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { PushClient } from '../../src/push-client/push-client'
import type { Push } from '../../src/push-client/push-client'
import { pushLoans } from '../../src/push-client/push-loans'

type Fault = (req: IncomingMessage, res: ServerResponse) => void

const cutOff: Fault = (req) => req.socket.destroy()
const answer =
  (status: number): Fault =>
  (_req, res) =>
    void res.writeHead(status).end('{"success":true}')

const PUSH: Push = { kind: 'REVENUE_REPORT', body: { loanId: 'L-1' }, key: 'k-1' }

describe('the push client', () => {
  let server: Server
  let url: string
  let faults: Fault[]
  let seen: { path: string; key: string; apiKey: string; body: string }[]

  beforeAll(async () => {
    server = createServer((req, res) => void serve(req, res))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  beforeEach(() => {
    faults = []
    seen = []
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    let body = ''
    for await (const chunk of req) body += String(chunk)
    const { 'idempotency-key': key, 'x-lms-api-key': apiKey } = req.headers
    seen.push({ path: req.url ?? '', key: String(key), apiKey: String(apiKey), body })
    const fault = faults.shift() ?? answer(200)
    fault(req, res)
  }

  const client = (attempts = 5) => new PushClient({ url, apiKey: 'secret', attempts })

  it('sends an event with its keys to the path of its kind', async () => {
    expect(await client().push(PUSH)).toEqual({ success: true })
    const body = '{"loanId":"L-1"}'
    const path = '/lms-integration/revenue-report'
    expect(seen).toEqual([{ path, key: 'k-1', apiKey: 'secret', body }])
  })

  it('sends the same again where the connection or the server broke', async () => {
    faults = [cutOff, answer(503)]
    expect(await client().push(PUSH)).toEqual({ success: true })
    expect(seen).toHaveLength(3)
    expect(new Set(seen.map(({ key, body }) => key + body)).size).toBe(1)
  })

  it('gives up in the end, and at once where another try cannot help', async () => {
    faults = [cutOff, cutOff]
    await expect(client(2).push(PUSH)).rejects.toMatchObject({ code: 'PUSH_UNANSWERED' })
    faults = [answer(401)]
    await expect(client().push(PUSH)).rejects.toMatchObject({ code: 'PUSH_REFUSED' })
    expect(seen).toHaveLength(3)
  })

  it('keeps the order within each of many loans, also through faults', async () => {
    faults = [cutOff, answer(200), answer(500), cutOff]
    const loans = Array.from({ length: 40 }, (_, loan) =>
      Array.from({ length: 5 }, (_, place) => ({ ...PUSH, body: { loan, place } })),
    )
    const answered: string[] = []
    await pushLoans(client(), loans, ({ body }) => answered.push(`${body.loan} ${body.place}`))
    expect(answered).toHaveLength(200)
    for (const [loan] of loans.entries()) {
      const ofLoan = answered.filter((one) => one.startsWith(`${loan} `))
      expect(ofLoan).toEqual([0, 1, 2, 3, 4].map((place) => `${loan} ${place}`))
    }
  })

  it('stops all loans at the first request that got no answer', async () => {
    faults = [answer(400)]
    const loans = Array.from({ length: 500 }, () => [PUSH, PUSH])
    const refused = pushLoans(client(), loans, () => undefined)
    await expect(refused).rejects.toMatchObject({ code: 'PUSH_REFUSED' })
    expect(seen.length).toBeLessThan(1000)
  })
})
