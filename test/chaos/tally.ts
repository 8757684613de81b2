import { isTaken } from './answers'
import type { Answer } from './answers'
import type { Exchange } from './own/own-request'
import type { RecordedLoan } from './own/recorded-loan'
import type { Request, StreamItem } from './request'
import type { Disturbance } from './scenario'
import { StreamModel } from './stream-model'

/** What a run has done, in figures. */
export class Tally {
  readonly #counts = new Map<string, number>()
  readonly #recoveries = new Map<Disturbance, number[]>()

  sent({ kind }: Request, answer: Answer): void {
    this.#count('sent')
    if (!isTaken(answer)) this.#count(`refused at the door: ${answer.error.code}`)
    else if (answer.staging.status === 'DUPLICATE') this.#count('repeats recognised')
    else this.#count(kind === 'REVERSAL' ? 'accepted reversals' : 'accepted events')
  }

  /** Of a command to `/v1`. */
  commanded({ request: { said }, status }: Omit<Exchange, 'body'>): void {
    this.#count('commands sent')
    const answers: Record<number, string> = {
      200: 'commands answered',
      202: 'commands answered later',
    }
    this.#count(answers[status] ?? `commands refused: ${said.kind}`)
  }

  rehearsed(answer: Answer): void {
    this.#count(isTaken(answer) ? 'dry runs' : 'dry runs, refused')
  }

  commandRehearsed(status: number): void {
    this.#count(status === 200 ? 'dry runs of commands' : 'dry runs of commands, refused')
  }

  foundLost(): void {
    this.#count('accepted, answer lost')
  }

  /** Counts what became of a settled loan's events. */
  settled(stream: readonly StreamItem[]): void {
    const events = stream.map(({ event }) => event)
    const model = new StreamModel(stream)
    this.#count('loans')
    for (const { eventId, kind } of events) {
      const { status, code } = model.outcomeOf(eventId)
      const what = kind === 'REVERSAL' ? 'reversals' : 'events'
      this.#count(status === 'FAILED' ? `refused by the loan: ${code}` : `${what} ${status}`)
    }
  }

  /** Counts what became of the commands on a settled loan that lives here. */
  commandsSettled({ events }: RecordedLoan): void {
    this.#count('loans that live here')
    for (const { kind, status } of events) this.#count(`${kind} ${status}`)
  }

  replayed(runs: number): void {
    this.#count('histories replayed', runs)
  }

  scenario(): void {
    this.#count('scenarios')
  }

  killed(what: Disturbance, ms: number): void {
    this.#recoveries.set(what, [...(this.#recoveries.get(what) ?? []), ms])
  }

  count(name: string): number {
    return this.#counts.get(name) ?? 0
  }

  kills(what: Disturbance): number {
    return this.#recoveries.get(what)?.length ?? 0
  }

  text(): string {
    const counts = [...this.#counts].sort(([one], [other]) => (one < other ? -1 : 1))
    return [
      ...counts.map(([name, count]) => `${name.padEnd(44)}${String(count).padStart(8)}`),
      ...[...this.#recoveries].map(([what, times]) => {
        const sorted = times.toSorted((one, other) => one - other)
        const seconds = (ms = 0) => (ms / 1000).toFixed(1)
        const middle = seconds(sorted[Math.floor(sorted.length / 2)])
        return `${`killed: ${what}`.padEnd(44)}${String(times.length).padStart(8)}   ready again after ${middle} s (median), ${seconds(sorted.at(-1))} s (longest)`
      }),
    ].join('\n')
  }

  #count(name: string, by = 1): void {
    this.#counts.set(name, this.count(name) + by)
  }
}
