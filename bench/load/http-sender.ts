import { Agent, request } from 'node:http'
import type { OutgoingHttpHeaders } from 'node:http'

/** Sends JSON over connections that stay open, at little cost of its own. */
export class HttpSender {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 })
  readonly #headers: Readonly<Record<string, string>>

  constructor(headers: Readonly<Record<string, string>> = {}) {
    this.#headers = { 'Content-Type': 'application/json', ...headers }
  }

  /** Resolves with the text of an answer that is good; rejects on any other. */
  post(url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
    const length = { 'Content-Length': Buffer.byteLength(body) }
    return this.#send('POST', url, { ...headers, ...length }, body)
  }

  get(url: string): Promise<string> {
    return this.#send('GET', url, {})
  }

  close(): void {
    this.#agent.destroy()
  }

  #send(
    method: 'GET' | 'POST',
    url: string,
    more: OutgoingHttpHeaders,
    body?: string,
  ): Promise<string> {
    return new Promise((resolve, reject) => {
      const options = { method, agent: this.#agent, headers: { ...this.#headers, ...more } }
      const sent = request(url, options, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          const { statusCode = 0 } = response
          if (statusCode >= 200 && statusCode < 300) resolve(text)
          else reject(new Error(`${url} answered ${statusCode}: ${text}`))
        })
      })
      sent.on('error', reject)
      sent.end(body)
    })
  }
}
