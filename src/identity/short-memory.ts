import type { Clock } from '../platform/clock'

interface Remembered<Value> {
  until: number
  value: Promise<Value | undefined>
}

/**
 * Remembers for a few seconds what was read under a name. What was not found, or could not be
 * read, is looked for again by whoever asks next.
 */
export class ShortMemory<Value> {
  readonly #clock: Clock
  readonly #read: (name: string) => Promise<Value | undefined>
  readonly #rememberMs: number
  readonly #most: number
  readonly #remembered = new Map<string, Remembered<Value>>()

  constructor(
    clock: Clock,
    read: (name: string) => Promise<Value | undefined>,
    { rememberMs, most }: { rememberMs: number; most: number },
  ) {
    this.#clock = clock
    this.#read = read
    this.#rememberMs = rememberMs
    this.#most = most
  }

  get(name: string): Promise<Value | undefined> {
    const now = this.#clock.now().getTime()
    const remembered = this.#remembered.get(name)
    if (remembered !== undefined && remembered.until > now) return remembered.value

    const value = this.#read(name)
    this.#remembered.delete(name)
    this.#remembered.set(name, { until: now + this.#rememberMs, value })
    this.#forgetOldest()
    const forget = (): void => {
      if (this.#remembered.get(name)?.value === value) this.#remembered.delete(name)
    }
    value.then((found) => {
      if (found === undefined) forget()
    }, forget)
    return value
  }

  /** What is asked under this name next is read anew. */
  forget(name: string): void {
    this.#remembered.delete(name)
  }

  /** A map keeps the order of insertion. */
  #forgetOldest(): void {
    if (this.#remembered.size <= this.#most) return
    const [oldest] = this.#remembered.keys()
    if (oldest !== undefined) this.#remembered.delete(oldest)
  }
}
