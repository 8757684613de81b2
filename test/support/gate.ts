/** Holds whoever passes it, from the first one on, until it is opened. */
export class Gate {
  /** Resolves when somebody stands before the gate. */
  readonly reached: Promise<void>
  readonly #opened: Promise<void>
  #reach: () => void = () => undefined
  #open: () => void = () => undefined

  constructor() {
    this.reached = new Promise((resolve) => (this.#reach = resolve))
    this.#opened = new Promise((resolve) => (this.#open = resolve))
  }

  async pass(): Promise<void> {
    this.#reach()
    await this.#opened
  }

  open(): void {
    this.#open()
  }
}
