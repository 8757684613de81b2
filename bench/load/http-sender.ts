import { Agent, request } from 'node:http'

/** Posts JSON over connections that stay open, at little cost of its own. */
export class HttpSender {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 })
  readonly #headers: Readonly<Record<string, string>>

  constructor(headers: Readonly<Record<string, string>> = {}) {
    this.#headers = { 'Content-Type': 'application/json', ...headers }
  }

  /** Resolves with the text of a 200; rejects on any other answer. */
  post(url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
    return new Promise((resolve, reject) => {
      const length = { 'Content-Length': Buffer.byteLength(body) }
      const options = {
        method: 'POST',
        agent: this.#agent,
        headers: { ...this.#headers, ...headers, ...length },
      }
      const sent = request(url, options, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          if (response.statusCode === 200) resolve(text)
          else reject(new Error(`${url} answered ${response.statusCode}: ${text}`))
        })
      })
      sent.on('error', reject)
      sent.end(body)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}
