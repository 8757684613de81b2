import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { readCredentials } from '../../src/cli/credentials'
import type { Credentials } from '../../src/cli/credentials'
import { freePort } from '../../src/platform/embedded/free-port'
import { projectRoot } from '../../src/platform/project-root'
import { succeed } from '../support/command'
import { guardStack } from './guard-stack'
import { identify, isRunning, readLock } from './stack-record'
import type { Part, ProcessIdentity } from './stack-record'
import { until } from './until'

const LOANSAGA = join(projectRoot, 'loansaga')
/** Temporal's database with its write-ahead log. */
const TEMPORAL_STORAGE = ['temporal.db', 'temporal.db-wal', 'temporal.db-shm']
/** Runs become long enough to continue as new within a scenario. */
const SETTINGS = { LOG_LEVEL: 'warn', CONTINUE_AS_NEW_EVENTS: '60' }

/**
 * `./loansaga up` as a process of its own, on a data directory of its own, at addresses that stay
 * the same however often it is started again.
 */
export class ChaosStack {
  readonly url: string
  readonly folder: string
  readonly #ports: readonly string[]
  readonly #upLog: string
  #up: ChildProcess

  private constructor(folder: string, port: number, ports: readonly string[]) {
    this.folder = folder
    this.url = `http://127.0.0.1:${port}`
    this.#ports = ports
    this.#upLog = join(folder, 'up.log')
    this.#up = this.#spawn()
  }

  static async start(port?: number): Promise<ChaosStack> {
    // It may have to build first.
    await succeed('--version')
    const folder = mkdtempSync(join(tmpdir(), 'loansaga-chaos-'))
    // Open to be entered: PostgreSQL may run as another user.
    chmodSync(folder, 0o755)
    const chosen = port ?? (await freePort())
    const [postgres, temporal, ui] = [await freePort(), await freePort(), await freePort()]
    const stack = new ChaosStack(folder, chosen, [
      ...['--port', String(chosen), '--postgres-port', String(postgres)],
      ...['--temporal-port', String(temporal), '--temporal-ui-port', String(ui)],
    ])
    guardStack(folder)
    await stack.#ready(0)
    return stack
  }

  get credentials(): Credentials {
    const credentials = readCredentials(this.folder)
    if (credentials === undefined) throw new Error(`no credentials in ${this.folder}`)
    return credentials
  }

  /** Kills one part; resolves when the supervisor has it running again and the API is ready. */
  async kill(part: Part): Promise<void> {
    const victim = readLock(this.folder).children[part]
    if (victim === undefined) throw new Error(`up has recorded no ${part}`)
    process.kill(victim.pid, 'SIGKILL')
    await until(`${part} to run again`, () => {
      const now = readLock(this.folder).children[part]
      return now !== undefined && now.pid !== victim.pid && isRunning(now)
    })
    await this.#answers()
  }

  /** Kills `up` alone and starts it again; what it leaves running is the next one's to stop. */
  async killUp(): Promise<void> {
    this.#signalUp('SIGKILL')
    await this.#ended()
    await this.#startAgain()
  }

  /** As if the power failed: everything ends at once. */
  async killAll(): Promise<void> {
    await this.#cutPower()
    await this.#startAgain()
  }

  /** Loses all that Temporal has stored, while business goes on, and recovers from it. */
  async loseTemporal(): Promise<void> {
    await this.#cutPower()
    for (const file of TEMPORAL_STORAGE) rmSync(join(this.folder, file), { force: true })
    await this.#startAgain()
    await this.command('recover')
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

  async #cutPower(): Promise<void> {
    const children = Object.values(readLock(this.folder).children)
    this.#signalUp('SIGKILL')
    for (const { pid } of children.filter(isRunning)) process.kill(pid, 'SIGKILL')
    await this.#ended()
    await until('the end of all processes', () => !children.some(isRunning))
  }

  async #startAgain(): Promise<void> {
    const offset = this.log().length
    this.#up = this.#spawn()
    await this.#ready(offset)
  }

  #spawn(): ChildProcess {
    const log = openSync(this.#upLog, 'a')
    return spawn(LOANSAGA, ['up', '--data-dir', this.folder, ...this.#ports], {
      env: { ...process.env, DATABASE_URL: '', ...SETTINGS },
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
