import { createBusiness } from '../../src/business/create-business'
import { createBatchJob, findBatchJob } from '../../src/operations/batch-job'
import type { Database } from '../../src/platform/database'
import { expectBooksEqualLms } from '../support/books-check'
import { eventually } from '../support/eventually'
import { LoanStack } from '../support/loan-stack'
import type { TestLoan } from '../support/test-loan'
import type { Answer, Sent } from './api-under-test'
import { bearerOf, startOpsUnderTest } from './ops-under-test'
import type { OpsUnderTest } from './ops-under-test'

const REASON = 'Accounting is back'

let stack: LoanStack
let api: OpsUnderTest
let bearer: { Authorization: string }
let isAccountingDown = false

beforeAll(async () => {
  stack = await LoanStack.start()
  await stack.startWorker({
    rule: (event) => {
      if (isAccountingDown && event.kind === 'REPAYMENT') event.payload.closedThrough = 'never'
      return null
    },
  })
  api = await startOpsUnderTest({ database: stack.database, teller: stack.teller })
  bearer = await bearerOf(api, stack.database, stack.businessId)
})
afterAll(async () => {
  await api.close()
  await stack.close()
})

async function parkedLoans(count: number): Promise<TestLoan[]> {
  const loans = Array.from({ length: count }, () => stack.loan())
  await Promise.all(loans.map((loan) => loan.submit(loan.disbursement(), 20_000)))
  isAccountingDown = true
  await Promise.all(loans.map((loan) => loan.submit(loan.repayment({ principal: '100' }), 20_000)))
  isAccountingDown = false
  await Promise.all(loans.map((loan) => loan.submit(loan.revenue())))
  return loans
}

const retry = (filter: object): Promise<Sent> =>
  api.post('/ops/retry', { filter, reason: REASON, actor: 'Asha M.' }, bearer)
const jobOf = async (jobId: string): Promise<Answer> =>
  (await api.get(`/ops/jobs/${jobId}`, bearer)).body
const finished = (jobId: string): Promise<Answer> =>
  eventually('the job to be done', async () => {
    const job = await jobOf(jobId)
    return job.status === 'DONE' && job.outcomes.STAGED === undefined ? job : undefined
  })
/** The database of a process to which something happens as it takes its nth event. */
function onRetry(nth: number, happens: () => unknown): Database {
  let taken = 0
  return new Proxy(stack.database, {
    get(database, name) {
      if (name !== 'query') return Reflect.get(database, name, database)
      return (...[statement, ...rest]: Parameters<Database['query']>) => {
        if (statement === 'retry_batch_item' && (taken += 1) === nth) void happens()
        return database.query(statement, ...rest)
      }
    },
  })
}
const loanIds = (loans: TestLoan[]): string[] => loans.map(({ ref }) => ref.loanId)

describe('a batch retry', () => {
  it('takes thirty parked loans again, shows its progress, and all are posted', async () => {
    const loans = await parkedLoans(30)
    const { status, headers, body } = await retry({ code: 'UNHANDLED' })
    expect(status).toBe(202)
    expect(headers.get('location')).toBe(`/ops/jobs/${body.jobId}`)
    expect(body).toMatchObject({ status: 'RUNNING', total: 30, filter: { code: 'UNHANDLED' } })

    const job = await finished(body.jobId)
    expect(job).toMatchObject({ done: 30, results: { RETRIED: 30 }, outcomes: { POSTED: 30 } })
    expect(job.finishedAt).not.toBeNull()
    await Promise.all(loans.map((loan) => loan.settled()))
    for (const loan of loans) {
      expect(await loan.outcomes()).toEqual(['POSTED', 'POSTED', 'POSTED'])
    }
    await expectBooksEqualLms(stack.database, loans[0]!.ref)
    const { total, items } = (await api.get('/ops/actions?rows=99', bearer)).body
    expect(total).toBe(30)
    expect(new Set(items.map((item: Answer) => item.reason))).toEqual(new Set([REASON]))

    const again = await retry({})
    expect(again.body).toMatchObject({ total: 0 })
    expect(await finished(again.body.jobId)).toMatchObject({ done: 0, results: {} })
  })

  it('takes only what its filter names', async () => {
    const loans = await parkedLoans(3)
    const [first, second, third] = loans as [TestLoan, TestLoan, TestLoan]
    for (const filter of [{ code: 'OTHER' }, { kind: 'DISBURSEMENT' }, { loanIds: [] }]) {
      expect((await retry(filter)).body.total).toBe(0)
    }
    const { body } = await retry({ kind: 'REPAYMENT', loanIds: loanIds([first, second]) })
    expect(await finished(body.jobId)).toMatchObject({ total: 2, outcomes: { POSTED: 2 } })
    expect((await third.events())[1]?.status).toBe('PARKED')
    const rest = await retry({ loanIds: loanIds([third]) })
    await finished(rest.body.jobId)
  })

  it('passes over what somebody else has retried meanwhile', async () => {
    const [loan] = (await parkedLoans(1)) as [TestLoan]
    const jobId = await createBatchJob(stack.database, {
      businessId: stack.businessId,
      filter: {},
      actor: 'test',
      reason: REASON,
    })
    const { eventId } = (await loan.events())[1]!
    await api.post(`/ops/events/${eventId}/retry`, { reason: REASON }, bearer)
    await api.runner.run(jobId)
    expect(await finished(jobId)).toMatchObject({ results: { NOT_PARKED: 1 }, outcomes: {} })
  })

  it('goes on in another process where the first was stopped or killed, each event once', async () => {
    const loans = await parkedLoans(20)
    const job = { businessId: stack.businessId, filter: {}, actor: 'test', reason: REASON }
    const jobId = await createBatchJob(stack.database, job)
    const first = await startOpsUnderTest({ database: onRetry(3, () => first.runner.stop()) })
    await first.runner.run(jobId)
    await first.close()
    const { done, status } = await jobOf(jobId)
    expect([done > 0 && done < 20, status]).toEqual([true, 'RUNNING'])

    // A process that was killed has left its lease, and nobody touches the job before it is over.
    const lease = (until: string) =>
      stack.database.query(
        `test_lease ${until}`,
        `UPDATE batch_job SET lease_until = now() + interval '${until}' WHERE id = $1`,
        [jobId],
      )
    await lease('1 minute')
    await api.runner.run(jobId)
    expect((await jobOf(jobId)).done).toBe(done)
    await lease('-1 second')
    api.runner.start()
    expect(
      await eventually('the job to be done', async () => {
        const seen = await jobOf(jobId)
        return seen.status === 'DONE' ? seen : undefined
      }),
    ).toMatchObject({ done: 20, results: { RETRIED: 20 } })
    // Those that the first process retried it left to the relay.
    await Promise.all(loans.map((loan) => loan.signal(2)))
    expect(await finished(jobId)).toMatchObject({ outcomes: { POSTED: 20 } })
    const actions = await stack.database.prisma.operatorAction.count({ where: { actor: 'test' } })
    expect(actions).toBe(20)
  })

  it('belongs to its business', async () => {
    const { body } = await retry({})
    const rival = await createBusiness(stack.database, { name: 'Rival' })
    const theirs = await bearerOf(api, stack.database, rival)
    expect((await api.get(`/ops/jobs/${body.jobId}`, theirs)).status).toBe(404)
    expect(await findBatchJob(stack.database, rival, body.jobId)).toBeNull()
    const [loan] = (await parkedLoans(1)) as [TestLoan]
    const request = { filter: { loanIds: loanIds([loan]) }, reason: REASON }
    expect((await api.post('/ops/retry', request, theirs)).body.total).toBe(0)
    expect((await loan.events())[1]?.status).toBe('PARKED')
  })

  it.each([
    ['no filter', { reason: REASON }, 'filter'],
    ['no reason', { filter: {} }, 'reason'],
    ['a kind that is none', { filter: { kind: 'PAYMENT' }, reason: REASON }, 'filter.kind'],
    ['a filter nobody knows', { filter: { loan: 'LN-1' }, reason: REASON }, 'filter.loan'],
    ['a loan that is no text', { filter: { loanIds: [1] }, reason: REASON }, 'filter.loanIds.0'],
    [
      'too many loans',
      { filter: { loanIds: Array(1001).fill('LN-1') }, reason: REASON },
      'filter.loanIds',
    ],
  ])('is refused with %s', async (_what, request, field) => {
    const { status, body } = await api.post('/ops/retry', request, bearer)
    expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED'])
    expect(body.fields.map((one: Answer) => one.field)).toEqual([field])
  })
})
