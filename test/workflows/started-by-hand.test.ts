import { LOAN_WORKFLOW } from '../../src/contract/loan-messages'
import { LoanStack } from '../support/loan-stack'

const LOAN = { businessId: '00000000-0000-7000-8000-000000000001', loanId: 'L-1' }
const OPTIONS = { continueAsNewEvents: 400, quietMs: 3_600_000 }

const INPUTS: unknown[][] = [
  [],
  [null],
  [7],
  ['L-1'],
  [['L-1']],
  [{}],
  [{ loan: 'L-1', options: OPTIONS }],
  [{ loan: { ...LOAN, businessId: 'the lender' }, options: OPTIONS }],
  [{ loan: { ...LOAN, loanId: { deep: 'x'.repeat(100_000) } }, options: OPTIONS }],
  [{ loan: LOAN }],
  [{ loan: LOAN, options: { ...OPTIONS, continueAsNewEvents: 'many' } }],
  [{ loan: LOAN, options: { ...OPTIONS, continueAsNewEvents: 1 } }],
  [{ loan: LOAN, options: { ...OPTIONS, quietMs: -1 } }],
  [{ loan: LOAN, options: { ...OPTIONS, quietMs: 1e300 } }],
  [{ loan: LOAN, options: OPTIONS, carried: 'what?' }],
  [{ loan: LOAN, options: OPTIONS, carried: { tookThrough: -1 } }],
  [{ loan: LOAN, options: OPTIONS, carried: { timeline: [null] } }],
  [{ loan: LOAN, options: OPTIONS, carried: { parked: { seq: 1 } } }],
]

describe('A workflow that somebody starts by hand', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start()
    await stack.startWorker()
  })
  afterAll(() => stack.close())

  const start = (workflowId: string, args: unknown[]) =>
    stack.client.workflow.start(LOAN_WORKFLOW, { workflowId, taskQueue: stack.taskQueue, args })

  it.each(INPUTS.map((args) => [JSON.stringify(args).slice(0, 100), args] as const))(
    'ends at once where it is no loan: %s',
    async (_text, args) => {
      const handle = await start(stack.loan().handle.workflowId, [...args])
      await expect(handle.result()).rejects.toMatchObject({ cause: { type: 'NOT_A_LOAN' } })
      const { events = [] } = await handle.fetchHistory()
      expect(events?.filter((event) => event.workflowTaskFailedEventAttributes)).toEqual([])
    },
  )

  it('ends where nothing was ever staged for its loan', async () => {
    const loan = stack.loan()
    const handle = await start(loan.handle.workflowId, [{ loan: loan.ref, options: OPTIONS }])
    await expect(handle.result()).rejects.toMatchObject({
      cause: { cause: { type: 'LOAN_NOT_FOUND' } },
    })
  })

  it('is in no way of the loan of its name', async () => {
    const loan = stack.loan()
    const handle = await start(loan.handle.workflowId, [])
    await expect(handle.result()).rejects.toThrow()
    await loan.submit(loan.disbursement(), 20_000)
    expect(await loan.outcomes()).toEqual(['POSTED'])
  })

  it('takes what is staged where it is one', async () => {
    const loan = stack.loan()
    await loan.stage(loan.disbursement(), loan.repayment({ principal: '100' }))
    await start(loan.handle.workflowId, [{ loan: loan.ref, options: OPTIONS }])
    await loan.settled()
    expect(await loan.outcomes()).toEqual(['POSTED', 'POSTED'])
  })
})
