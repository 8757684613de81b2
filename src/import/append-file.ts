import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'

/** A file of lines that only grows; a line that an interruption has cut off is ended first. */
export class AppendFile {
  readonly #descriptor: number

  constructor(path: string) {
    this.#descriptor = openSync(path, 'a+', 0o600)
    if (!this.isEmpty && this.#lastByte() !== '\n') this.write('\n')
  }

  get isEmpty(): boolean {
    return fstatSync(this.#descriptor).size === 0
  }

  write(text: string): void {
    writeSync(this.#descriptor, text)
  }

  close(): void {
    closeSync(this.#descriptor)
  }

  #lastByte(): string {
    const byte = Buffer.alloc(1)
    readSync(this.#descriptor, byte, 0, 1, fstatSync(this.#descriptor).size - 1)
    return byte.toString()
  }
}
