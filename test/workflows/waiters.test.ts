import { expectBooksEqualLms } from '../support/books-check'
import { LoanStack } from '../support/loan-stack'
import { recordHistory } from '../support/record-history'

describe('Those who wait for an outcome', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start({ continueAsNewEvents: 20 })
  })
  afterEach(() => stack.stopWorkers())
  afterAll(() => stack.close())

  it('are a hundred on one loan, and all are answered, across continue-as-new too', async () => {
    await stack.startWorker()
    const loan = stack.loan()
    await loan.submit(loan.disbursement(), 20_000)
    const { runId: firstRun } = await loan.handle.describe()
    const requests = loan.repayments(100)
    for (let wave = 0; wave < 10; wave += 1) {
      await Promise.all(
        requests.slice(wave * 10, wave * 10 + 10).map(async (request) => {
          const staged = await loan.submit(request, 20_000)
          if (staged.status !== 'STAGED') throw new Error(`was ${staged.status}`)
          expect((await loan.events())[staged.sequence - 1]?.status).toBe('POSTED')
        }),
      )
    }
    expect((await loan.handle.describe()).runId).not.toBe(firstRun)
    await expectBooksEqualLms(stack.database, loan.ref)
    await recordHistory('one-pass-waiters-until-continue-as-new', loan, firstRun)
    await recordHistory('one-pass-waiters-after-continue-as-new', loan)
  })

  it('are answered when an event parks, and those behind it when their time is up', async () => {
    await stack.startWorker()
    const loan = stack.loan()
    await loan.submit(loan.disbursement(), 20_000)
    const requests = loan.repayments(100)
    requests[50] = loan.repayment({ principal: 'fifty' })
    await loan.stage(...requests.slice(0, 50))
    const answered = Promise.all(requests.slice(50).map((request) => loan.submit(request, 3_000)))
    await loan.signal(2)

    expect((await answered).every(({ status }) => status === 'STAGED')).toBe(true)
    const statuses = (await loan.events()).map(({ status }) => status)
    expect(statuses.filter((status) => status === 'PARKED')).toHaveLength(1)
    const parkedAt = statuses.indexOf('PARKED')
    expect(statuses.slice(0, parkedAt)).toEqual(Array(parkedAt).fill('POSTED'))
    expect(statuses.slice(parkedAt + 1)).toEqual(Array(100 - parkedAt).fill('STAGED'))
  })

  it('are not held through an outage by the workflow', async () => {
    const gate = stack.gate()
    let failures = 0
    await stack.startWorker({
      accounting: (real) => ({
        post: async (batch) => {
          failures += 1
          if (failures === 1) throw new Error('Accounting is away')
          await gate.pass()
          return real.post(batch)
        },
      }),
    })
    const loan = stack.loan()
    const waiting = loan.submit(loan.disbursement(), 20_000)
    await gate.reached
    expect((await loan.seen()).health).toBe('RETRYING')
    const { runId } = await loan.handle.describe()
    const behind = loan.repayments(99).map((request) => loan.submit(request, 20_000))
    const direct = loan.process(1)
    gate.open()

    expect(await direct).toMatchObject({ seq: 1 })
    await Promise.all([waiting, ...behind])
    expect(await loan.outcomes()).toEqual(Array(100).fill('POSTED'))
    await recordHistory('one-pass-waiters-through-an-outage', loan, runId)
  })

  it('get their answer from the row when no worker runs, and the event is not lost', async () => {
    const loan = stack.loan()
    const staged = await loan.submit(loan.disbursement(), 500)
    expect(staged).toMatchObject({ status: 'STAGED', tell: true })
    expect(await loan.outcomes()).toEqual(['STAGED'])
    await stack.intake.drain()

    await stack.startWorker()
    await loan.settled()
    expect(await loan.outcomes()).toEqual(['POSTED'])
  })
})
