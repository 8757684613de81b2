import type { Command } from '../demo/lending/command-list'
import type { LendingStory } from '../demo/lending/lending-story'
import { AppError } from '../platform/errors'
import { LendingClient } from './lending-client'
import type { LendingAnswer } from './lending-client'
import type { StackAddress } from './running-stack'
import { tellAtOnce } from './tell-at-once'

/** Runs the loans that live here, the commands of each one after the other. */
export async function runLending(
  { url, credentials: { keyId, secret } }: StackAddress,
  stories: readonly LendingStory[],
): Promise<void> {
  const client = new LendingClient({ url, door: 'v1', keyId, secret })
  await tellAtOnce('Lending', stories, (story, onAnswer) => tellStory(client, story, onAnswer))
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
