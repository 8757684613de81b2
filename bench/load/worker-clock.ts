import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { projectRoot } from '../../src/platform/project-root'

const LOADED = join(projectRoot, 'bench', 'load', 'clock-ahead.cjs')

/** The clock of the stack's worker, which can be put ahead. */
export class WorkerClock {
  readonly #folder = mkdtempSync(join(tmpdir(), 'loansaga-bench-clock-'))
  readonly #file = join(this.#folder, 'ahead')

  /** The environment of a stack whose worker's clock is this one. */
  get settings(): Readonly<Record<string, string>> {
    return { NODE_OPTIONS: `--require ${LOADED}`, BENCH_CLOCK: this.#file }
  }

  /** @param worker its process id */
  putAhead(worker: number, milliseconds: number): void {
    writeFileSync(this.#file, String(milliseconds))
    process.kill(worker, 'SIGUSR2')
  }

  close(): void {
    rmSync(this.#folder, { recursive: true })
  }
}
