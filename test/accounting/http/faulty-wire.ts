import { Agent, createServer, request } from 'node:http'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Random } from '../../../src/demo/random'

/** Before or instead of the delivery, or behind it, where nobody learns that it arrived. */
const FAULTS = [
  'CUT_BEFORE',
  'CUT_BEHIND',
  'SLOW',
  'TWICE',
  'FAILED_BEFORE',
  'FAILED_BEHIND',
  'GARBAGE_BEHIND',
] as const

export type Fault = (typeof FAULTS)[number]

/** What every request meets for a while. */
export type Outage = 'CUT_BEFORE' | 'FAILED_BEFORE' | 'UNAUTHORIZED'

interface Delivered {
  status: number
  headers: OutgoingHttpHeaders
  body: Buffer
}

/** A proxy that does to requests what networks do. */
export class FaultyWire {
  /** How often each fault was met. */
  readonly met: Record<Fault | Outage, number> = {
    ...{ CUT_BEFORE: 0, CUT_BEHIND: 0, SLOW: 0, TWICE: 0, FAILED_BEFORE: 0, FAILED_BEHIND: 0 },
    ...{ GARBAGE_BEHIND: 0, UNAUTHORIZED: 0 },
  }
  /** In a hundred requests. */
  faults: number
  outage: Outage | null = null
  /** Requests that went through as they should. */
  passed = 0
  readonly #to: string
  readonly #random: Random
  readonly #agent = new Agent({ keepAlive: true })
  readonly #server = createServer((req, res) => {
    this.#pass(req, res).catch(() => res.destroy())
  })

  constructor(to: string, random: Random, faults: number) {
    this.#to = to
    this.#random = random
    this.faults = faults
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close(): Promise<void> {
    this.#agent.destroy()
    return new Promise((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  async #pass(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await readAll(req)
    const fault =
      this.outage ?? (this.#random.percent(this.faults) ? this.#random.pick(FAULTS) : null)
    if (fault !== null) this.met[fault] += 1
    if (fault === 'CUT_BEFORE') return void res.destroy()
    if (fault === 'FAILED_BEFORE') return void res.writeHead(503).end('no healthy upstream')
    if (fault === 'UNAUTHORIZED') return void res.writeHead(401).end('{"success":false}')
    if (fault === 'SLOW') await sleep(this.#random.between(50, 400))

    const times = fault === 'TWICE' ? 2 : 1
    const deliveries = Array.from({ length: times }, () => this.#deliver(req, body))
    const { status, headers, body: answer } = await Promise.race(deliveries)
    if (fault === 'CUT_BEHIND') return void res.destroy()
    if (fault === 'FAILED_BEHIND') return void res.writeHead(500, headers).end(answer)
    if (fault === 'GARBAGE_BEHIND') {
      return void res.writeHead(200).end(answer.subarray(0, answer.length / 2))
    }
    this.passed += 1
    res.writeHead(status, headers).end(answer)
  }

  #deliver({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Delivered> {
    return new Promise((resolve, reject) => {
      const onward = request(
        new URL(url ?? '/', this.#to),
        { method, headers, agent: this.#agent },
        (res) => {
          readAll(res).then((answer) => {
            const { 'content-type': type = 'text/plain' } = res.headers
            const status = res.statusCode ?? 502
            resolve({ status, headers: { 'content-type': type }, body: answer })
          }, reject)
        },
      )
      onward.on('error', reject).end(body)
    })
  }
}

async function readAll(from: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of from as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
