import { verifyBooks } from '../../../src/verify/verify-books'
import { fixedClock } from '../../../src/platform/clock'
import { journalStories, sayable, stories } from '../../fineract/cases'
import type { Story } from '../../fineract/cases'
import { differencesOf } from '../../fineract/http-differences'
import type { Lender } from '../../fineract/http-story'
import { TODAY } from '../../fineract/told-story'
import { varied } from '../../fineract/variety'
import { LoanStack } from '../../support/loan-stack'
import { startV1 } from './v1-under-test'
import type { V1UnderTest } from './v1-under-test'

let stack: LoanStack
let v1: V1UnderTest
beforeAll(async () => {
  stack = await LoanStack.start({}, { lms: { clock: fixedClock(`${TODAY}T09:00:00Z`) } })
  await stack.startWorker()
  v1 = await startV1({ on: stack })
  v1.api.clock.set(`${TODAY}T09:00:00Z`)
})
afterAll(async () => {
  await v1.close()
  await stack.close()
})

const currencyOf = ({ loan }: Story) =>
  (loan as Story['loan'] & { currencyCode: string }).currencyCode

/** By what is commanded and what it is answered, and in which currency. */
function traitsOf(story: Story): string[] {
  const answers = story.steps.map(
    ({ action, refused }) => `${action} ${refused?.errors?.[0]?.code ?? refused?.code ?? 'taken'}`,
  )
  return [`strategy ${story.strategy}`, `currency ${currencyOf(story)}`, ...answers]
}

const told = (all: Story[]) => all.filter(({ loan, unstable }) => sayable(loan) && !unstable)
// FINERACT=all tells every one of them.
const sample =
  process.env['FINERACT'] === 'all'
    ? told([...stories(), ...journalStories()])
    : [...varied(told(stories()), 8, traitsOf), ...varied(told(journalStories()), 3, traitsOf)]

const lenders = new Map<string, Promise<Lender>>()

function lenderOf(story: Story): Promise<Lender> {
  const currency = currencyOf(story)
  const known = lenders.get(currency) ?? newLender(currency)
  lenders.set(currency, known)
  return known
}

async function newLender(currency: string): Promise<Lender> {
  const { businessId } = await v1.api.business({ currency })
  const token = await v1.tokenOf(businessId)
  const ada = { firstname: 'Ada', lastname: 'Lovelace', active: true, activationDate: '2015-01-01' }
  const { body } = await v1.post('/v1/customers', ada, token)
  return {
    customerId: body.id as string,
    post: (path, sent) => v1.post(path, sent, token),
    get: (path) => v1.api.get(path, token),
  }
}

test.each(sample.map((story) => [story.id, story] as const))('%s', async (_id, story) => {
  expect(await differencesOf(await lenderOf(story), story)).toEqual([])
})

test('the books of them are proven', async () => {
  expect((await verifyBooks(stack.database)).differences.items).toEqual([])
})
