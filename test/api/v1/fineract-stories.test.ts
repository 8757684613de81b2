import { verifyBooks } from '../../../src/verify/verify-books'
import { fixedClock } from '../../../src/platform/clock'
import { journalStories, sayable, stories } from '../../fineract/cases'
import type { Story, StoryStep } from '../../fineract/cases'
import { beginsToDiffer, contradictsItself } from '../../fineract/differences'
import { STATUSES, TODAY, ToldStory } from '../../fineract/told-story'
import type { ToldStep } from '../../fineract/told-story'
import { varied } from '../../fineract/variety'
import { applicationOf, chargeOf, commandOf, fieldsOf } from '../../fineract/wire'
import { LoanStack } from '../../support/loan-stack'
import { TestedLoan } from './loans-under-test'
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

/** What `/v1` has a path for, where it was accepted; a story is told up to the first step that it has none for. */
const isSaid = ({ action, params }: StoryStep) =>
  action === 'submit' ? Object.keys(params).length === 0 : commandOf(action, params) !== null

function saidSteps(story: Story): [StoryStep, ToldStep | undefined][] {
  const told = new Map<number, ToldStep>()
  for (const step of new ToldStory(story).steps()) {
    if (beginsToDiffer(step)) break
    told.set(step.step, step)
  }
  const last = story.steps.findIndex(
    (step, index) => step.state !== undefined && (!isSaid(step) || !told.has(index)),
  )
  return story.steps
    .slice(0, last < 0 ? undefined : last)
    .map((step, index) => [step, told.get(index)] as const)
    .filter(([step]) => isSaid(step) && step.state !== undefined) as [
    StoryStep,
    ToldStep | undefined,
  ][]
}

/** By what is commanded, and in which currency. */
function traitsOf(story: Story): string[] {
  const { currencyCode } = story.loan as Story['loan'] & { currencyCode: string }
  const steps = saidSteps(story).map(([{ action }]) => action)
  return [`strategy ${story.strategy}`, `currency ${currencyCode}`, ...steps]
}

const told = (all: Story[]) => all.filter(({ loan, unstable }) => sayable(loan) && !unstable)
const sample = [
  ...varied(told(stories()), 8, traitsOf),
  ...varied(told(journalStories()), 3, traitsOf),
]

const lenders = new Map<string, ReturnType<typeof newLender>>()

async function newLender(currency: string) {
  const { businessId } = await v1.api.business({ currency })
  const token = await v1.tokenOf(businessId)
  const ada = { firstname: 'Ada', lastname: 'Lovelace', active: true, activationDate: '2015-01-02' }
  const { body } = await v1.post('/v1/customers', ada, token)
  const post: V1UnderTest['post'] = (path, sent) => v1.post(path, sent, token)
  const get: V1UnderTest['get'] = (path) => v1.api.get(path, token)
  return { customerId: body.id as string, door: { ...v1, post, get } }
}

function lenderOf(story: Story) {
  const { currencyCode } = story.loan as Story['loan'] & { currencyCode: string }
  const known = lenders.get(currencyCode) ?? newLender(currencyCode)
  lenders.set(currencyCode, known)
  return known
}

function figuresOf({ state: { status, totals, installments }, loan }: ToldStep) {
  const figure = (name: string) => Number(totals?.[name] ?? 0)
  return {
    status: STATUSES[status[1]] ?? status[1],
    ...(totals &&
      loan.principal.disbursed !== null && {
        principalOutstanding: figure('principalOutstanding'),
        interestOutstanding: figure('interestOutstanding'),
        feesOutstanding: figure('feesOutstanding'),
        penaltiesOutstanding: figure('penaltiesOutstanding'),
        overpaidAmount: figure('overpaid'),
      }),
    schedule: (installments ?? []).map((row) => ({
      ...{ period: Number(row[0]), dueDate: row[2] },
      ...{ principal: Number(row[3]), interest: Number(row[6]) },
      ...{ fees: Number(row[10]), penalties: Number(row[14]) },
    })),
  }
}

test.each(sample.map((story) => [story.id, story] as const))('%s', async (_id, story) => {
  const { customerId, door } = await lenderOf(story)
  let loan: TestedLoan | undefined
  for (const [{ action, params }, step] of saidSteps(story)) {
    const where = `${story.id} ${action}`
    const command = commandOf(action, params)
    const { status, body } =
      loan === undefined || command === null
        ? await door.post('/v1/loans', { customerId, ...applicationOf(story.loan) })
        : await loan.send(
            command,
            action === 'addCharge' ? chargeOf(params as never) : fieldsOf(params),
          )
    expect({ where, status, message: body.message }).toEqual({
      where,
      status: 200,
      message: undefined,
    })
    loan ??= new TestedLoan(door, body.id as string)
    if (step === undefined || contradictsItself(step.state) || action === 'undodisbursal') continue
    expect({ where, ...(await loan.now()) }).toMatchObject({ where, ...figuresOf(step) })
  }
})

test('the books of them are proven', async () => {
  expect((await verifyBooks(stack.database)).differences.items).toEqual([])
})
