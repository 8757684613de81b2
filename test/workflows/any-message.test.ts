import { uniqueName } from '../support/harness'
import { LoanStack } from '../support/loan-stack'
import { recordHistory } from '../support/record-history'
import type { TestLoan } from '../support/test-loan'

const SIGNALS = [
  ...[
    'disbursement',
    'revenueReport',
    'repayment',
    'earlySettlement',
    'reversal',
    'command',
    'due',
  ],
  ...['retryEvent', 'skipEvent', 'reverseEvent'],
  ...['process', 'nobody listens to this', '__stack_trace', '__temporal_workflow_metadata'],
]
const UPDATES = [
  'process',
  'retryEvent',
  'skipEvent',
  'reverseEvent',
  'repayment',
  'no such update',
]
const QUERIES = ['state', 'timeline', '__temporal_workflow_metadata', '__stack_trace', 'no such']

/** Wide and deep, some 100 KB. */
function huge(): unknown {
  let nested: unknown = 'x'.repeat(1000)
  for (let level = 0; level < 1000; level += 1) nested = { nested, seq: level, list: [level] }
  return { seq: { deep: nested }, eventId: 'y'.repeat(50_000), actor: [], reason: nested }
}

/** Of the protocol's enum of the stages of an update. */
const COMPLETED = 3

const EVENT_ID = '00000000-0000-7000-8000-000000000001'
const INPUTS: unknown[][] = [
  [],
  [null],
  [0],
  [-1.5],
  [true],
  [''],
  ['text'],
  [[]],
  [[1, 2, 3]],
  [{}],
  [{ seq: '1' }],
  [{ seq: 1e308 }],
  [{ seq: -1 }],
  [{ seq: 0 }],
  [{ seq: 1.5 }],
  [{ seq: null }],
  [{ seq: [1] }],
  [{ __proto__: null, constructor: 'x', toString: 5, seq: {} }],
  [{ eventId: 7, actor: 'asha', reason: 'why' }],
  [{ eventId: EVENT_ID, actor: { name: 'asha' }, reason: ['why'] }],
  [{ eventId: EVENT_ID, actor: 'asha', reason: 'why', reversalDate: 20260101, cascade: 'yes' }],
  [{ eventId: EVENT_ID, actor: 'asha', reason: 'why', reversalDate: 'yesterday' }],
  [{ eventId: 'no-such-id', actor: 'asha', reason: 'why' }],
  [huge()],
  ['several', { seq: 2 }, null],
]

describe('A message that anybody can send', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start()
    await stack.startWorker()
  })
  afterAll(() => stack.close())

  /** No workflow task has failed, and what comes next is taken. */
  async function expectWell(loan: TestLoan): Promise<void> {
    await loan.submit(loan.repayment({ principal: '100' }), 20_000)
    expect((await loan.outcomes()).at(-1)).toBe('POSTED')
    await loan.idleHistory()
    const failed = (await loan.history()).filter((event) => event.workflowTaskFailedEventAttributes)
    expect(failed).toEqual([])
    expect((await loan.handle.describe()).status.name).toBe('RUNNING')
  }

  async function disbursed(): Promise<TestLoan> {
    const loan = stack.loan()
    await loan.submit(loan.disbursement(), 20_000)
    return loan
  }

  it.each(SIGNALS)('by the signal «%s» is a wake-up at most', async (name) => {
    const loan = await disbursed()
    for (const input of INPUTS) await loan.handle.signal(name, ...input)
    await expectWell(loan)
  })

  it.each(UPDATES)('by the update «%s» is answered, and no more', async (name) => {
    const loan = await disbursed()
    const updates = INPUTS.map((args) =>
      loan.handle.executeUpdate(name, { args: args as [unknown] }),
    )
    for (const update of await Promise.allSettled(updates)) {
      expect(update.status).toBe('rejected')
    }
    await expectWell(loan)
  })

  it.each(QUERIES)('by the query «%s» changes nothing', async (name) => {
    const loan = await disbursed()
    await Promise.allSettled(INPUTS.map((args) => loan.handle.query(name, ...args)))
    await expectWell(loan)
  })

  it('may hold what nobody can read', async () => {
    const loan = await disbursed()
    const { workflowService } = stack.client
    const { namespace } = stack.client.options
    const text = (value: string) => Buffer.from(value)
    const payloads = [
      { metadata: { encoding: text('json/plain') }, data: text('{"seq": 2') },
      { metadata: { encoding: text('binary/encrypted') }, data: text('\u0000\u0001') },
      { metadata: {}, data: text('bare') },
      {},
    ]
    const workflowExecution = { workflowId: loan.handle.workflowId }
    for (const payload of payloads) {
      const input = { payloads: [payload] }
      for (const signalName of SIGNALS) {
        await workflowService.signalWorkflowExecution({
          ...{ namespace, workflowExecution, signalName, input },
        })
      }
      for (const name of UPDATES) {
        await workflowService.updateWorkflowExecution({
          ...{ namespace, workflowExecution },
          request: { meta: { updateId: uniqueName('update') }, input: { name, args: input } },
          waitPolicy: { lifecycleStage: COMPLETED as never },
        })
      }
    }
    await expectWell(loan)
  })

  it('that is no event lets the loan look', async () => {
    const loan = await disbursed()
    await loan.stage(loan.repayment({ principal: '100' }))
    await loan.handle.signal('repayment')
    await loan.settled()
    expect(await loan.outcomes()).toEqual(['POSTED', 'POSTED'])
    await loan.idleHistory()
    await recordHistory('bare-signal', loan)
  })
})
