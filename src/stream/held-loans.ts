import { isLockTimeout } from '../platform/database-errors'
import type { Database } from '../platform/database'
import { busy } from '../platform/errors'
import { FairTurns } from './fair-turns'
import { stageHeld } from './stage-group'
import { isDataException, settle } from './waiting-request'
import type { Waiting } from './waiting-request'

/** Loans that are waited for at once, and of one business among them: each holds a connection. */
const MAX_FLIGHTS = 2
const MAX_OF_ONE_BUSINESS = 1
/** How long one is waited for before it is the next one's turn. */
const TURN_MS = 50
const GROUP_SIZE = 64

const HELD =
  'The loan is held by something else for too long. Nothing of this was taken: please retry.'

/** What is for loans that somebody holds: each is waited for on its own, in short turns, and not for ever. */
export class HeldLoans {
  readonly #database: Database
  readonly #patienceMs: number
  readonly #byLoan = new Map<string, Set<Waiting>>()
  readonly #turns = new FairTurns<string>(MAX_OF_ONE_BUSINESS)
  #flights = 0

  constructor(database: Database, patienceMs: number) {
    this.#database = database
    this.#patienceMs = patienceMs
  }

  has(loan: string): boolean {
    return this.#byLoan.has(loan)
  }

  add(waiting: Waiting): void {
    const { loan, request } = waiting
    const others = this.#byLoan.get(loan)
    if (others !== undefined) {
      others.add(waiting)
      return
    }
    this.#byLoan.set(loan, new Set([waiting]))
    this.#turns.add(request.businessId, loan)
    this.#pump()
  }

  #pump(): void {
    while (this.#flights < MAX_FLIGHTS) {
      const next = this.#turns.take(() => true)
      if (next === undefined) return
      void this.#fly(...next)
    }
  }

  async #fly(businessId: string, loan: string): Promise<void> {
    this.#flights += 1
    this.#turns.began([businessId])
    const all = this.#byLoan.get(loan) ?? new Set()
    await this.#stage(all, [...all].slice(0, GROUP_SIZE))
    if (all.size === 0) this.#byLoan.delete(loan)
    else this.#turns.add(businessId, loan)
    this.#turns.ended([businessId])
    this.#flights -= 1
    this.#pump()
  }

  /** Takes off `all` those of a group that have their answer. */
  async #stage(all: Set<Waiting>, group: Waiting[]): Promise<void> {
    try {
      const requests = group.map(({ request }) => request)
      const outcomes = await stageHeld(this.#database, requests, TURN_MS)
      group.forEach((waiting, place) => {
        all.delete(waiting)
        settle(waiting, outcomes[place])
      })
    } catch (error) {
      if (isLockTimeout(error)) {
        this.#giveUp(all, error)
      } else if (group.length > 1 && isDataException(error)) {
        for (const waiting of group) await this.#stage(all, [waiting])
      } else {
        for (const waiting of group) {
          all.delete(waiting)
          waiting.reject(error)
        }
      }
    }
  }

  #giveUp(all: Set<Waiting>, error: unknown): void {
    const latest = performance.now() - this.#patienceMs
    for (const waiting of all) {
      if (waiting.since > latest) return
      all.delete(waiting)
      waiting.reject(busy(HELD, error))
    }
  }
}
