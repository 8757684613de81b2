import type { Logger } from 'pino'

import type { LoanRef } from '../contract/loan-ref'
import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import { errorMessage } from '../platform/errors'
import { Rounds } from './rounds'
import { MAX_UNDER_WAY } from './tell-queue'

export interface DueRelayOptions {
  database: Database
  clock: Clock
  tell(loan: LoanRef): Promise<void>
  logger: Logger
  /** How long a loan's own timer is given before it is told. */
  graceMs: number
  /** The most loans told in one round, of which there is one a second. */
  perSecond: number
}

/**
 * Tells loans for which something falls due by the clock and whose own timer did not wake them, or
 * that have none. Any number may run; none gets a loan that another is telling.
 */
export class DueRelay {
  readonly #options: DueRelayOptions
  readonly #rounds: Rounds

  constructor(options: DueRelayOptions) {
    this.#options = options
    this.#rounds = new Rounds('the relay of what falls due', () => this.round(), options.logger)
  }

  stop(): Promise<void> {
    return this.#rounds.stop()
  }

  /** Looks once, now. */
  async round(): Promise<void> {
    const { database, logger } = this.#options
    const loans = await takeLoansDue(database, this.#options)
    if (loans.length > 0) logger.info({ loans: loans.length }, 'telling loans what falls due')
    const waiting = loans.values()
    await Promise.all(Array.from({ length: MAX_UNDER_WAY }, () => this.#tellAll(waiting)))
  }

  /** One after the other, of what others take from, too. */
  async #tellAll(waiting: Iterable<LoanRef>): Promise<void> {
    for (const loan of waiting) await this.#tell(loan)
  }

  async #tell(loan: LoanRef): Promise<void> {
    try {
      await this.#options.tell(loan)
    } catch (error) {
      // It is told again: the next time is set.
      this.#options.logger.warn({ ...loan, reason: errorMessage(error) }, 'a loan was not told')
    }
  }
}

/** The loans that are to be told now; the next time of each is set, farther off with each try. */
export async function takeLoansDue(
  database: Database,
  { clock, graceMs, perSecond }: Pick<DueRelayOptions, 'clock' | 'graceMs' | 'perSecond'>,
): Promise<LoanRef[]> {
  const byThen = new Date(clock.now().getTime() - graceMs)
  const rows = await database.query<{ loan: LoanRef }>(
    'loans_due',
    'SELECT loan FROM take_loans_due($1, $2)',
    [byThen, perSecond],
  )
  return rows.map(({ loan }) => loan)
}
