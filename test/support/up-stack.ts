import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { readCredentials } from '../../src/cli/credentials'
import type { Credentials } from '../../src/cli/credentials'
import { freePort } from '../../src/platform/embedded/free-port'
import { projectRoot } from '../../src/platform/project-root'
import { succeed } from './command'
import { guardStack } from './guard-stack'
import { identify, isRunning, readLock } from './stack-record'
import type { Part, ProcessIdentity } from './stack-record'
import { until } from './until'

const LOANSAGA = join(projectRoot, 'loansaga')

export interface UpOptions {
  /** Of the data directory, which lies beside other temporary ones. */
  name: string
  /** Of the API; a free one unless given. */
  port?: number | undefined
  /** The environment of all its processes. */
  settings: Readonly<Record<string, string>>
}

/**
 * `./loansaga up` as a process of its own, on a data directory of its own, at addresses that stay
 * the same however often it is started again.
 */
export class UpStack {
  readonly url: string
  readonly folder: string
  readonly #settings: UpOptions['settings']
  readonly #ports: readonly string[]
  readonly #upLog: string
  #up: ChildProcess

  private constructor(
    folder: string,
    ports: [number, number, number, number],
    { settings }: UpOptions,
  ) {
    const [port, postgres, temporal, ui] = ports
    this.folder = folder
    this.url = `http://127.0.0.1:${port}`
    this.#settings = settings
    this.#ports = [
      ...['--port', String(port), '--postgres-port', String(postgres)],
      ...['--temporal-port', String(temporal), '--temporal-ui-port', String(ui)],
    ]
    this.#upLog = join(folder, 'up.log')
    this.#up = this.#spawn()
  }

  static async start(options: UpOptions): Promise<UpStack> {
    // It may have to build first.
    await succeed('--version')
    const folder = mkdtempSync(join(tmpdir(), `loansaga-${options.name}-`))
    // Open to be entered: PostgreSQL may run as another user.
    chmodSync(folder, 0o755)
    const port = options.port ?? (await freePort())
    const others = [await freePort(), await freePort(), await freePort()] as const
    const stack = new UpStack(folder, [port, ...others], options)
    guardStack(folder)
    try {
      await stack.#ready(0)
    } catch (error) {
      // Whoever starts it has nothing yet to stop it by.
      await stack.stop()
      throw error
    }
    return stack
  }

  get credentials(): Credentials {
    const credentials = readCredentials(this.folder)
    if (credentials === undefined) throw new Error(`no credentials in ${this.folder}`)
    return credentials
  }

  /** Its parts as they run now. */
  get parts(): Partial<Record<Part, ProcessIdentity>> {
    return readLock(this.folder).children
  }

  /** Ends one part; resolves when the supervisor has it running again and the API is ready. */
  async kill(part: Part, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const victim = this.parts[part]
    if (victim === undefined) throw new Error(`up has recorded no ${part}`)
    process.kill(victim.pid, signal)
    await until(`${part} to run again`, () => {
      const now = this.parts[part]
      return now !== undefined && now.pid !== victim.pid && isRunning(now)
    })
    await this.#answers()
  }

  /** Kills `up` alone; what it leaves running is the next one's to stop. */
  async killUp(): Promise<void> {
    this.#signalUp('SIGKILL')
    await this.#ended()
  }

  async startAgain(): Promise<void> {
    const offset = this.log().length
    this.#up = this.#spawn()
    await this.#ready(offset)
  }

  /** Runs a command of this version on the stack's data directory; fails unless it succeeds. */
  command(...args: string[]): Promise<string> {
    return succeed(...args, '--data-dir', this.folder)
  }

  /** Whether `up` still runs: it gives up when a part keeps dying. */
  get isUp(): boolean {
    return this.#up.exitCode === null && this.#up.signalCode === null
  }

  log(): string {
    return readFileSync(this.#upLog, 'utf8')
  }

  async stop(keepFolder = false): Promise<void> {
    if (this.isUp) this.#signalUp('SIGTERM')
    await this.#ended()
    if (!keepFolder) rmSync(this.folder, { recursive: true, force: true })
  }

  #spawn(): ChildProcess {
    const log = openSync(this.#upLog, 'a')
    return spawn(LOANSAGA, ['up', '--data-dir', this.folder, ...this.#ports], {
      env: { ...process.env, DATABASE_URL: '', ...this.#settings },
      stdio: ['ignore', log, log],
    })
  }

  async #ready(offset: number): Promise<void> {
    await until('the line that says it is ready', () => {
      const said = this.log().slice(offset)
      if (!this.isUp) throw new Error(`up has ended:\n${said.slice(-3_000)}`)
      return said.includes('loansaga ready')
    })
  }

  async #answers(): Promise<void> {
    await until('readiness', async () => {
      if (!this.isUp) throw new Error(`up has ended:\n${this.log().slice(-3_000)}`)
      const options = { signal: AbortSignal.timeout(5_000) }
      const answer = await fetch(`${this.url}/readyz`, options).catch(() => undefined)
      return answer?.ok === true
    })
  }

  #signalUp(signal: NodeJS.Signals): void {
    const up: ProcessIdentity | undefined = identify(this.#up.pid ?? 0)
    if (up !== undefined) process.kill(up.pid, signal)
  }

  async #ended(): Promise<void> {
    await until('the end of up', () => !this.isUp)
  }
}
