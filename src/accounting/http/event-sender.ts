import { setTimeout as sleep } from 'node:timers/promises'

import { isByClock } from '../../domain/engine/due/due-event'
import type { Database } from '../../platform/database'
import type { AccountingClient } from './accounting-client'
import { AccountingFault } from './accounting-fault'
import { readAnswer, unclear } from './answer'
import type { Answer, DecidedAnswer } from './answer'
import type { Attempt } from './attempt'
import { recordAnswer } from './external-record'
import type { RemoteEvent } from './external-record'
import { postingKey } from './posting-key'
import type { PushRequest, Unsayable } from './push-request'

const FIRST_LOOK_MS = 200
const LONGEST_LOOK_MS = 2_000

/** Has one event posted by the other side, and keeps what it answers. */
export class EventSender {
  readonly #database: Database
  readonly #client: AccountingClient

  constructor(database: Database, client: AccountingClient) {
    this.#database = database
    this.#client = client
  }

  /**
   * Sends the event, unless an earlier attempt was answered for good. The key makes it safe to
   * send again what may have arrived.
   * @throws AccountingFault where there is no answer yet
   */
  async post(
    remote: RemoteEvent,
    request: PushRequest | Unsayable,
    attempt: Attempt,
  ): Promise<DecidedAnswer> {
    if (remote.answer !== null) return remote.answer
    const { event, generation, loan } = remote
    if ('unsayable' in request) return { status: 'PARK', reason: request.unsayable }
    const key = postingKey(loan.loanId, event.eventId, generation)
    const reply = await this.#client.push(request, key, attempt.stop)
    const answer = await this.#settled(readAnswer(reply), attempt)
    if (answer.status === 'PARK') return answer
    // Undone it would fall due again at once, without end.
    if (answer.status === 'REFUSED' && isByClock(event)) {
      return unclear(`it refuses what falls due by the clock, as ${answer.reason.code}.`)
    }
    // A later attempt may be under way already, and may have been answered otherwise.
    if (attempt.isOver || !(await recordAnswer(this.#database, remote, answer))) {
      throw interrupted('Another attempt may have been answered before this one.')
    }
    return answer
  }

  /** Looks again, with growing pauses, until the event has its outcome there. */
  async #settled(first: Answer, { stop }: Attempt): Promise<DecidedAnswer> {
    let answer = first
    for (let pauseMs = FIRST_LOOK_MS; answer.status === 'QUEUED'; pauseMs *= 2) {
      if (pauseMs > LONGEST_LOOK_MS) throw pending(answer.remoteEventId)
      await sleep(pauseMs, undefined, { signal: stop }).catch(() => {
        throw interrupted('The time for this attempt was over before Accounting had posted.')
      })
      const reply = await this.#client.event(answer.remoteEventId, stop)
      // It was accepted a moment ago: only sending it again can tell more.
      if (reply.status === 404) throw pending(answer.remoteEventId)
      answer = readAnswer(reply)
    }
    return answer
  }
}

function pending(remoteEventId: string): AccountingFault {
  const message = `Accounting has accepted the event, which is ${remoteEventId} there, and not yet posted it.`
  return new AccountingFault('ACCOUNTING_PENDING', message)
}

function interrupted(message: string): AccountingFault {
  return new AccountingFault('ACCOUNTING_INTERRUPTED', message)
}
