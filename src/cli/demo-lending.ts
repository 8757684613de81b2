import type { Command } from '../demo/lending/command-list'
import type { LendingStory } from '../demo/lending/lending-story'
import { AppError } from '../platform/errors'
import { LendingClient } from './lending-client'
import type { LendingAnswer } from './lending-client'
import { startProgress } from './progress'
import type { StackAddress } from './running-stack'

/** Loans that are told at once; each of their commands waits for the loan. */
const AT_ONCE = 8

/** Runs the loans that live here, the commands of each one after the other. */
export async function runLending(
  { url, credentials: { keyId, secret } }: StackAddress,
  stories: readonly LendingStory[],
): Promise<void> {
  const client = new LendingClient({ url, keyId, secret })
  const total = stories.reduce((count, { commands }) => count + commands.length, 0)
  const progress = startProgress('Lending')
  let done = 0
  const waiting = [...stories]
  const tell = async (): Promise<void> => {
    for (let story = waiting.shift(); story !== undefined; story = waiting.shift()) {
      await tellStory(client, story, () => progress.update((done += 1), total))
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, tell))
  } finally {
    progress.stop()
  }
}

async function tellStory(
  client: LendingClient,
  { customer, commands }: LendingStory,
  onAnswer: () => void,
): Promise<void> {
  const borrower = numberIn(await client.write('customers', customer, customer.externalId))
  const answers: LendingAnswer[] = []
  for (const command of commands) {
    const [first] = answers
    const path = command.path
      .replace('{loan}', first === undefined ? '' : numberIn(first))
      .replace('{transaction}', () => transactionOf(command, answers))
    const body = first === undefined ? { ...command.body, customerId: borrower } : command.body
    const answer = await client.write(path, body, command.key)
    if (answer.taken !== (command.refusal === null)) {
      const said = answer.taken ? 'was taken' : `was refused: ${answer.message}`
      throw new AppError('DEMO_UNEXPECTED', `${command.key} (${path}) ${said}`)
    }
    answers.push(answer)
    onAnswer()
  }
}

function transactionOf({ takesBack }: Command, answers: readonly LendingAnswer[]): string {
  const answer = takesBack === null ? undefined : answers[takesBack]
  if (answer === undefined) throw new Error('takes back what was never sent')
  return numberIn(answer)
}

function numberIn(answer: LendingAnswer): string {
  if (!answer.taken) throw new AppError('DEMO_UNEXPECTED', answer.message)
  return String(answer.body.id)
}
