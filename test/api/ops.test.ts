import { createBusiness } from '../../src/business/create-business'
import type { PushedRequest } from '../../src/stream/stage-request'
import { expectBooksEqualLms } from '../support/books-check'
import { eventually } from '../support/eventually'
import { LoanStack } from '../support/loan-stack'
import type { TestLoan } from '../support/test-loan'
import type { Answer } from './api-under-test'
import { bearerOf, startOpsUnderTest } from './ops-under-test'
import type { OpsUnderTest } from './ops-under-test'

const REASON = { reason: 'the fault was found' }
const NOBODY = '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11'

let stack: LoanStack
let api: OpsUnderTest
let bearer: { Authorization: string }
/** While it is down a repayment is spoiled on its way into Accounting, which then cannot post it. */
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
afterEach(() => {
  isAccountingDown = false
})
afterAll(async () => {
  await api.close()
  await stack.close()
})

/** A loan whose second event is parked in Accounting; behind it wait two more. */
async function parkedLoan(): Promise<{ loan: TestLoan; eventId: string }> {
  const loan = stack.loan()
  await loan.submit(loan.disbursement(), 10_000)
  isAccountingDown = true
  await loan.submit(loan.repayment({ principal: '1000' }), 10_000)
  isAccountingDown = false
  await stageBehind(loan, loan.repayment({ principal: '200' }), loan.revenue())
  expect(await loan.outcomes()).toEqual(['POSTED', 'PARKED UNHANDLED', 'STAGED', 'STAGED'])
  return { loan, eventId: (await loan.events())[1]!.eventId }
}

async function stageBehind(loan: TestLoan, ...requests: PushedRequest[]): Promise<void> {
  for (const request of requests) await loan.submit(request)
}

const get = async (path: string, headers = bearer): Promise<Answer> => {
  const { status, body } = await api.get(path, headers)
  expect([status, body.code]).toEqual([200, undefined])
  return body
}
const act = (action: string, eventId: string, body: object, headers: object = {}) =>
  api.post(`/ops/events/${eventId}/${action}`, body, { ...bearer, ...headers })
const storyOf = (loan: TestLoan) => get(`/ops/loans/${loan.ref.loanId}`)

describe('a parked event', () => {
  it('is listed with its reason, what waits behind it and what to do', async () => {
    const { loan, eventId } = await parkedLoan()
    const { items, total } = await get('/ops/parked?rows=99')
    expect(total).toBe(items.length)
    expect(items.find((item: Answer) => item.eventId === eventId)).toMatchObject({
      loanId: loan.ref.loanId,
      sequence: 2,
      type: 'REPAYMENT',
      reason: { code: 'UNHANDLED', message: expect.stringMatching(/^Accounting: /) },
      since: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      times: 1,
      waitingBehind: 2,
      advice: expect.stringContaining('2 later events'),
    })
    expect(await get('/ops/health')).toMatchObject({
      loans: { PARKED: total },
      parked: total,
      oldestStagedSeconds: expect.any(Number),
    })
  })

  it('is posted once it is retried, and the ones behind it too', async () => {
    const { loan, eventId } = await parkedLoan()
    const { status, body } = await act('retry', eventId, { ...REASON, actor: 'Asha M.' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      action: 'RETRY',
      actor: expect.stringMatching(/^Asha M\., by key pair operators \([0-9a-f-]{36}\)$/),
      ...REASON,
      eventId,
      loanId: loan.ref.loanId,
      sequence: 2,
      reversal: null,
    })
    await loan.settled()
    expect(await loan.outcomes()).toEqual(Array(4).fill('POSTED'))
    await expectBooksEqualLms(stack.database, loan.ref)

    const story = await storyOf(loan)
    expect(story.events[1]).toMatchObject({
      status: 'POSTED',
      failure: null,
      parkings: [{ code: 'UNHANDLED', generation: 1 }],
    })
    expect(story).toMatchObject({
      status: 'Active',
      lmsSequence: 4,
      ledgerSequence: 4,
      stream: { lastSequence: 4, busy: false, parked: false },
      workflowId: `loan/${stack.businessId}/${loan.ref.loanId}`,
      actions: [{ action: 'RETRY', eventId, actor: body.actor, ...REASON }],
      compensations: [],
    })
    expect(story.principalOutstanding).toBe(25000 - 12)
    expect(story.journalEntries).toHaveLength(4)
  })

  it('is parked again where nothing has changed, and says how often', async () => {
    const { loan, eventId } = await parkedLoan()
    isAccountingDown = true
    await act('retry', eventId, REASON)
    await eventually('it to be parked again', async () => {
      const { items } = await get('/ops/parked?rows=99')
      return items.find((item: Answer) => item.eventId === eventId)?.times === 2 || undefined
    })
    isAccountingDown = false
    await act('retry', eventId, REASON)
    await loan.settled()
    expect(await loan.outcomes()).toEqual(Array(4).fill('POSTED'))
  })

  it('is given up when it is skipped: undone in the LMS, and the later events go on', async () => {
    const { loan, eventId } = await parkedLoan()
    const { status, body } = await act('skip', eventId, REASON)
    expect([status, body.actor]).toEqual([200, expect.stringMatching(/^key pair operators \(/)])
    await loan.settled()
    expect(await loan.outcomes()).toEqual(['POSTED', 'FAILED SKIPPED', 'POSTED', 'POSTED'])
    await expectBooksEqualLms(stack.database, loan.ref)

    const story = await storyOf(loan)
    expect(story.principalOutstanding).toBe(25000 - 2)
    const own = story.transactions.filter((one: Answer) => one.eventId === eventId)
    expect(own.map((one: Answer) => one.principal)).toEqual([10, -10])
    expect(own[1].undoes).toBe(own[0].no)
    expect(story.compensations).toEqual([
      expect.objectContaining({
        eventId,
        reason: { code: 'SKIPPED', message: `Skipped by ${body.actor}: ${REASON.reason}` },
        doneAt: expect.any(String),
      }),
    ])
    const { items } = await get('/ops/compensations?state=done')
    expect(items.map((item: Answer) => item.eventId)).toContain(eventId)
    expect((await get('/ops/compensations?state=owed')).items).toEqual([])
  })
})

describe('a posted event', () => {
  it('is reversed, once, whoever repeats the request', async () => {
    const loan = stack.loan()
    await loan.submit(loan.disbursement(), 10_000)
    await loan.submit(loan.repayment({ principal: '1000' }), 10_000)
    const { eventId } = (await loan.events())[1]!
    const key = { 'Idempotency-Key': `reverse-${eventId}` }
    const first = await act('reverse', eventId, { ...REASON, actor: 'Asha M.' }, key)
    expect(first.status).toBe(200)
    expect(first.body.reversal).toMatchObject({ sequence: 3, status: 'STAGED' })
    await loan.settled()
    expect(await loan.outcomes()).toEqual(['POSTED', 'REVERSED', 'POSTED'])
    const again = await act('reverse', eventId, { ...REASON, actor: 'Asha M.' }, key)
    expect(again.body.reversal).toEqual({ ...first.body.reversal, status: 'DUPLICATE' })

    const story = await storyOf(loan)
    expect(story.events[1].reversedBy).toBe(first.body.reversal.eventId)
    expect(story.principalOutstanding).toBe(25000)
    await expectBooksEqualLms(stack.database, loan.ref)

    const twice = await act('reverse', eventId, REASON)
    expect([twice.status, twice.body.code]).toEqual([422, 'ALREADY_REVERSED'])
    const reversal = await act('reverse', first.body.reversal.eventId, REASON)
    expect([reversal.status, reversal.body.code]).toEqual([422, 'EVENT_NOT_REVERSIBLE'])
  })

  it('is reversed with all behind it where it is a disbursement and the request says so', async () => {
    const loan = stack.loan()
    await loan.submit(loan.disbursement(), 10_000)
    await loan.submit(loan.repayment({ principal: '1000' }), 10_000)
    const { eventId } = (await loan.events())[0]!
    await act('reverse', eventId, { ...REASON, cascade: true })
    await loan.settled()
    expect(await loan.outcomes()).toEqual(['REVERSED', 'REVERSED', 'POSTED'])
    expect((await storyOf(loan)).status).toBe('Approved')
  })

  it('is neither retried nor skipped, nor reversed at a date that cannot be', async () => {
    const loan = stack.loan()
    await loan.submit(loan.disbursement(), 10_000)
    const { eventId } = (await loan.events())[0]!
    for (const action of ['retry', 'skip']) {
      const { status, headers, body } = await act(action, eventId, REASON)
      expect(status).toBe(409)
      expect(headers.get('content-type')).toContain('application/problem+json')
      expect(body).toMatchObject({
        code: 'EVENT_NOT_PARKED',
        currentState: 'POSTED',
        allowedStates: ['PARKED'],
        instance: `/ops/events/${eventId}/${action}`,
      })
    }
    const future = await act('reverse', eventId, { ...REASON, reversalDate: '2999-01-01' })
    expect([future.status, future.body.code]).toEqual([422, 'DATE_IN_FUTURE'])
    const early = await act('reverse', eventId, { ...REASON, reversalDate: '1999-01-01' })
    expect([early.status, early.body.fields?.[0].field]).toEqual([422, 'reversalDate'])
    expect(await loan.outcomes()).toEqual(['POSTED'])
    expect((await storyOf(loan)).actions).toEqual([])
  })
})

describe('a decision', () => {
  it('waits for the events before it', async () => {
    const loan = stack.loan()
    await loan.stage(loan.disbursement(), loan.repayment({ principal: '1' }))
    const { eventId } = (await loan.events())[1]!
    await stack.database.query(
      'test_park',
      `UPDATE loan_event SET status = 'PARKED', failure_code = 'X', failure_message = 'x' WHERE id = $1`,
      [eventId],
    )
    const { status, body } = await act('retry', eventId, REASON)
    expect([status, body.code]).toEqual([409, 'EARLIER_EVENT_OPEN'])
    await stack.database.query(
      'test_unpark',
      `UPDATE loan_event SET status = 'STAGED' WHERE id = $1`,
      [eventId],
    )
  })

  it.each([
    ['no reason', {}, 'reason'],
    ['a blank reason', { reason: ' ' }, 'reason'],
    ['a reason that is no text', { reason: 1 }, 'reason'],
    ['a blank actor', { ...REASON, actor: '' }, 'actor'],
    ['a field nobody knows', { ...REASON, reversaldate: '2025-01-01' }, 'reversaldate'],
    ['a date that does not exist', { ...REASON, reversalDate: '2025-02-30' }, 'reversalDate'],
    ['a cascade that is no flag', { ...REASON, cascade: 'yes' }, 'cascade'],
  ])('is refused with %s', async (_what, request, field) => {
    const { status, body } = await act('reverse', NOBODY, request)
    expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED'])
    expect(body.fields.map((one: Answer) => one.field)).toEqual([field])
  })

  it('is refused for what is not there, or of another business', async () => {
    const { eventId, loan } = await parkedLoan()
    const rival = await createBusiness(stack.database, { name: 'Rival' })
    const theirs = await bearerOf(api, stack.database, rival)
    for (const action of ['retry', 'skip', 'reverse']) {
      for (const [id, headers] of [
        [NOBODY, bearer],
        ['no-id', bearer],
        [eventId, theirs],
      ] as const) {
        const { status, body } = await act(action, id, REASON, headers)
        expect([action, id, status, body.code]).toEqual([action, id, 404, 'EVENT_NOT_FOUND'])
      }
    }
    const lists = ['/ops/parked', '/ops/refused', '/ops/actions', '/ops/compensations']
    for (const path of lists) expect((await get(path, theirs)).total).toBe(0)
    expect(await get('/ops/health', theirs)).toMatchObject({ loans: { OK: 0, PARKED: 0 } })
    expect((await api.get(`/ops/loans/${loan.ref.loanId}`, theirs)).status).toBe(404)
    expect((await get(`/ops/actions?eventId=${eventId}`)).total).toBe(0)
  })

  it('is written down for good', async () => {
    const { eventId, loan } = await parkedLoan()
    await act('retry', eventId, REASON)
    await loan.settled()
    const { items } = await get(`/ops/actions?eventId=${eventId}`)
    expect(items).toEqual([expect.objectContaining({ action: 'RETRY', ...REASON })])
    for (const table of ['operator_action', 'event_parking']) {
      for (const change of [
        `UPDATE ${table} SET event_id = event_id WHERE event_id = '${eventId}'`,
        `DELETE FROM ${table} WHERE event_id = '${eventId}'`,
        `TRUNCATE ${table} CASCADE`,
      ]) {
        await expect(stack.asOwner(change)).rejects.toThrow('append-only')
      }
    }
  })

  it('reaches the loan by the relay where it cannot be told', async () => {
    const { eventId, loan } = await parkedLoan()
    const teller = { signal: () => Promise.reject(new Error('Temporal is away')) }
    const cut = await startOpsUnderTest({ database: stack.database, teller })
    const { status } = await cut.post(`/ops/events/${eventId}/retry`, REASON, bearer)
    expect(status).toBe(200)
    expect((await loan.stream()).retellIn).toBeLessThanOrEqual(0)
    await cut.close()
    await loan.signal(2)
    await loan.settled()
  })
})
