import type { Push, PushAnswer } from '../../src/push-client/push-client'
import { pushLoans } from '../../src/push-client/push-loans'
import type { BalancedClient } from './balanced-client'

/** Event ids by idempotency key. */
export type Accepted = ReadonlyMap<string, string>

/**
 * Pushes the stories of many loans, 32 loans at a time, and returns what was accepted; rejects where
 * an event was refused or taken twice.
 */
export async function pushStories(
  client: BalancedClient,
  stories: readonly (readonly Push[])[],
  onAnswer: (answered: number) => void = () => undefined,
): Promise<Accepted> {
  const accepted = new Map<string, string>()
  await pushLoans(client, stories, ({ key }, answer) => {
    accepted.set(key ?? '', eventIdOf(answer))
    onAnswer(accepted.size)
  })
  const events = stories.flat().length
  if (new Set(accepted.values()).size !== events) {
    throw new Error(`${events} events were sent, and ${accepted.size} accepted`)
  }
  return accepted
}

function eventIdOf(answer: PushAnswer): string {
  if ('eventId' in answer) return answer.eventId
  throw new Error(`an event was refused: ${answer.error.code} ${answer.error.message}`)
}
