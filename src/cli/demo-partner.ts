import { PARTNER_PRODUCT } from '../demo/partner/partner-story'
import type { PartnerStory } from '../demo/partner/partner-story'
import { AppError } from '../platform/errors'
import { LendingClient } from './lending-client'
import type { StackAddress } from './running-stack'
import { tellAtOnce } from './tell-at-once'

/** Publishes a product of a partner and runs its loans through `/api`. */
export async function runPartner(
  { url, credentials: { businessId, keyId, secret } }: StackAddress,
  stories: readonly PartnerStory[],
): Promise<void> {
  if (stories.length === 0) return
  const client = new LendingClient({ url, door: 'api/v1/lms', keyId, secret })
  const { code } = PARTNER_PRODUCT
  await written(client, 'lending/products', PARTNER_PRODUCT, `${code}-draft`)
  await written(client, `lending/products/${code}/publish`, {}, `${code}-publish`)
  await tellAtOnce('A partner', stories, (story, onAnswer) =>
    tellStory(client, businessId, story, onAnswer),
  )
}

async function tellStory(
  client: LendingClient,
  businessId: string,
  { commands: [application, ...others] }: PartnerStory,
  onAnswer: () => void,
): Promise<void> {
  const { path, body, key } = application
  const { loanId } = await written(client, path, { ...body, businessId }, key)
  onAnswer()
  for (const command of others) {
    await written(client, command.path.replace('{loan}', String(loanId)), command.body, command.key)
    onAnswer()
  }
}

async function written(client: LendingClient, path: string, body: object, key: string) {
  const answer = await client.write(path, body, key)
  if (answer.taken) return answer.body
  throw new AppError('DEMO_UNEXPECTED', `${key} (${path}) was refused: ${answer.message}`)
}
