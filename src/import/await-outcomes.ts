import { setTimeout as sleep } from 'node:timers/promises'

import { AppError } from '../platform/errors'
import type { ImportResult } from './import-result'
import type { ImportClient } from './push-rows'
import type { RowStates } from './row-states'

/** As many as the API looks up at once. */
const LOOKUP_SIZE = 500
const SHORTEST_WAIT_MS = 50
const LONGEST_WAIT_MS = 2_000

export interface OutcomeOptions {
  client: Pick<ImportClient, 'lookUp'>
  states: RowStates
  /** Ends the wait when nothing has moved for so long. */
  patienceMs: number
  signal: AbortSignal
  onOutcome(outcome: ImportResult): void
  onProgress(left: number): void
}

/**
 * Asks for the outcomes of accepted rows until each has one. Resolves with how many have none:
 * their loan waits for an operator, nothing moves any more, or the wait was ended.
 * @param rows by their numbers, in the order in which they were sent
 */
export async function awaitOutcomes(
  rows: readonly number[],
  options: OutcomeOptions,
): Promise<number> {
  const { client, states, patienceMs, signal, onOutcome, onProgress } = options
  const parkedLoans = new Set<string>()
  let queue = [...rows]
  let behindParked = 0
  let movedAt = Date.now()
  let waitMs = SHORTEST_WAIT_MS
  while (queue.length > 0 && !signal.aborted && Date.now() - movedAt < patienceMs) {
    const asked = queue.slice(0, LOOKUP_SIZE).flatMap((row) => {
      const { eventId = null, attempt = 1, check = '' } = states.at(row) ?? {}
      return eventId === null ? [] : [{ row, eventId, attempt, check }]
    })
    const answers = await client.lookUp(asked.map(({ eventId }) => ({ eventId })))
    const left: number[] = []
    asked.forEach(({ row, ...sent }, place) => {
      const event = answers[place] ?? null
      if (event === null) throw otherApi(row)
      const { status: push, error } = event.push
      if (push === 'PARKED') parkedLoans.add(event.loanId)
      if (push !== 'QUEUED') {
        const { code = null, message = null } = error ?? {}
        onOutcome({ row, ...sent, status: 'OUTCOME', push, code, message })
      } else if (parkedLoans.has(event.loanId)) behindParked += 1
      else left.push(row)
    })
    queue = [...queue.slice(LOOKUP_SIZE), ...left]
    onProgress(queue.length + behindParked)
    if (left.length < asked.length) {
      movedAt = Date.now()
      waitMs = SHORTEST_WAIT_MS
    } else {
      await sleep(waitMs, undefined, { signal }).catch(() => undefined)
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
    }
  }
  return queue.length + behindParked
}

function otherApi(row: number): AppError {
  const message = `The API does not know the event of row ${row}: the results file is of an import into another one.`
  return new AppError('OTHER_API', message)
}
