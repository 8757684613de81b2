import { createBusiness } from '../../src/business/create-business'
import { loanIdByNumber } from '../../src/stream/loan-by-number'
import { StageQueue } from '../../src/stream/stage-queue'
import type { CommandOutcome, CommandRequest } from '../../src/stream/stage-request'
import { createTestDatabase, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { LendingRequests } from '../support/lending-requests'
import { LoanRequests } from '../support/loan-requests'

describe('A command for a loan of our own LMS', () => {
  let test: TestDatabase
  let queue: StageQueue
  let businessId: string

  beforeAll(async () => {
    test = await createTestDatabase()
    queue = new StageQueue(test.database)
    businessId = await createBusiness(test.database, { name: 'Lender' })
    await newCustomer('C-1')
  })
  afterAll(() => test.close())

  const newCustomer = (customerId: string, given: { active?: boolean; activatedOn?: Date } = {}) =>
    test.database.prisma.customer.create({
      data: { businessId, customerId, name: 'Neema', home: 'LMS', ...given },
    })

  const loan = (loanId = uniqueName('loan')) => new LendingRequests({ businessId, loanId })

  async function submitted(): Promise<LendingRequests> {
    const one = loan()
    await queue.stage(one.submit())
    return one
  }

  const refused = (code: string) => ({
    status: 'REFUSED',
    code,
    message: expect.any(String) as string,
  })

  const idOf = (outcome: CommandOutcome) => ('eventId' in outcome ? outcome.eventId : '')

  const eventsOf = (one: LendingRequests) =>
    test.database.prisma.loanEvent.findMany({
      where: { stream: { externalId: one.ref.loanId, businessId } },
      orderBy: { seq: 'asc' },
    })

  describe('that is an application', () => {
    it('makes the stream, which its loan is numbered by', async () => {
      const one = loan()
      const outcome = await queue.stage(one.submit())
      expect(outcome).toMatchObject({ status: 'STAGED', sequence: 1, tell: true })
      if (outcome.status !== 'STAGED') return
      const { no, loanId } = outcome.loan
      expect(loanId).toBe(one.ref.loanId)
      expect(await loanIdByNumber(test.database, businessId, no)).toBe(loanId)
      const elsewhere = await createBusiness(test.database, { name: 'Other' })
      expect(await loanIdByNumber(test.database, elsewhere, no)).toBeNull()
    })

    it('is refused where the id is taken, by a pushed loan too', async () => {
      const pushed = new LoanRequests({ businessId, loanId: uniqueName('loan') })
      await queue.stage(pushed.disbursement())
      expect(await queue.stage(loan(pushed.ref.loanId).submit())).toEqual(refused('LOAN_EXISTS'))
      const one = await submitted()
      expect(await queue.stage(one.submit({ note: 'again' }))).toEqual(refused('LOAN_EXISTS'))
    })

    it('is taken once where two hundred name one loan at once', async () => {
      const one = loan()
      const outcomes = await Promise.all(
        Array.from({ length: 200 }, (_, nth) => queue.stage(one.submit({ note: `${nth}` }))),
      )
      expect(outcomes.filter(({ status }) => status === 'STAGED')).toHaveLength(1)
      expect(outcomes.filter(({ status }) => status === 'REFUSED')).toEqual(
        Array(199).fill(refused('LOAN_EXISTS')),
      )
    })

    it('is refused without a customer, and may make one', async () => {
      const [known, made] = ['C-unknown', 'C-made']
      expect(await queue.stage(loan().submit({ customerId: known }))).toEqual(
        refused('CUSTOMER_NOT_FOUND'),
      )
      const first = await queue.stage(loan().submit({ customerId: made, opensCustomer: true }))
      expect(first).toMatchObject({ status: 'STAGED', warnings: [] })
      const named = loan().submit({ customerId: made, opensCustomer: true, customerName: 'Amani' })
      expect(await queue.stage(named)).toMatchObject({ warnings: ['CUSTOMER_RENAMED'] })
      await queue.stage(loan().submit({ customerId: made, opensCustomer: true }))
      const rows = await test.database.prisma.customer.findMany({
        where: { businessId, customerId: { in: [known, made] } },
        include: { earlierNames: true },
      })
      expect(rows).toMatchObject([
        { customerId: made, name: 'Amani', home: 'LMS', earlierNames: [{ name: made }] },
      ])
    })

    it('is for a customer who is active, and knows since when', async () => {
      const [waits, borrows] = [uniqueName('C'), uniqueName('C')]
      await newCustomer(waits, { active: false })
      await newCustomer(borrows, { activatedOn: new Date('2025-01-05') })
      expect(await queue.stage(loan().submit({ customerId: waits }))).toEqual(
        refused('CUSTOMER_NOT_ACTIVE'),
      )
      const one = loan()
      await queue.stage(one.submit({ customerId: borrows }))
      const [event] = await eventsOf(one)
      expect(event?.payload).toMatchObject({ customerActiveSince: '2025-01-05' })
    })

    it('takes its words apart from its payload', async () => {
      const one = loan()
      await queue.stage(one.submit({ note: 'for the roof of Neema' }))
      const [event] = await eventsOf(one)
      expect(event?.details).toEqual({ note: 'for the roof of Neema', chargeNames: [] })
      expect(JSON.stringify(event?.payload)).not.toContain('Neema')
    })
  })

  it('has the accounts of its application, whatever the business calls them by then', async () => {
    const one = await submitted()
    const elsewhere: CommandRequest['payload'] = { ...one.repay('1').payload, accounts: {} }
    await queue.stage({ ...one.repay('1'), payload: elsewhere })
    const [, repayment] = await eventsOf(one)
    expect(repayment?.payload).toMatchObject({ amount: '1', accounts: { '1101': '1999' } })
  })

  it('needs a loan, and one of this home', async () => {
    expect(await queue.stage(loan().repay('1'))).toEqual(refused('LOAN_NOT_FOUND'))
    const pushed = new LoanRequests({ businessId, loanId: uniqueName('loan') })
    await queue.stage(pushed.disbursement())
    expect(await queue.stage(loan(pushed.ref.loanId).repay('1'))).toEqual(
      refused('LOAN_OWNED_ELSEWHERE'),
    )
    const { ref } = await submitted()
    expect(await queue.stage(new LoanRequests(ref).disbursement())).toEqual(
      refused('LOAN_OWNED_ELSEWHERE'),
    )
  })

  it('is no repeat of an equal one without a key', async () => {
    const one = await submitted()
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => queue.stage(one.repay('100'))),
    )
    expect(new Set(outcomes.map(idOf)).size).toBe(20)
    expect(await eventsOf(one)).toHaveLength(21)
  })

  describe('with a key', () => {
    const keyed = () => ({ idempotencyKey: uniqueName('key') })

    it('is taken once where two hundred come at once', async () => {
      const one = await submitted()
      const key = keyed()
      const outcomes = await Promise.all(
        Array.from({ length: 200 }, () => queue.stage(one.repay('100', key))),
      )
      expect(new Set(outcomes.map(idOf)).size).toBe(1)
      expect(outcomes.filter(({ status }) => status === 'STAGED')).toHaveLength(1)
      expect(await eventsOf(one)).toHaveLength(2)
    })

    it('is answered with the loan that was made, when the one of the repeat was made up anew', async () => {
      const key = keyed()
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, () => queue.stage(loan().submit({ namesLoan: false }, key))),
      )
      const made = outcomes.find(({ status }) => status === 'STAGED')
      if (made?.status !== 'STAGED') throw new Error('none was staged')
      const again = { status: 'DUPLICATE', eventId: made.eventId, loan: made.loan }
      const repeats = outcomes.filter((outcome) => outcome !== made)
      expect(repeats).toEqual(Array(49).fill(expect.objectContaining(again)))
      expect(await queue.stage(loan().submit({}, key))).toEqual(refused('IDEMPOTENCY_KEY_REUSED'))
    })

    it('is a repeat on another day, where its date is the day it is sent on', async () => {
      const one = await submitted()
      const key = keyed()
      const said = { date: null, amount: '100', transfer: null }
      const first = one.dated('REPAY', said, {}, key)
      const { eventId } = (await queue.stage(first)) as { eventId: string }
      const dayAfter = new LendingRequests(one.ref, 'C-1', '2025-04-01')
      expect(await queue.stage(dayAfter.dated('REPAY', said, {}, key))).toMatchObject({
        status: 'DUPLICATE',
        eventId,
      })
      const dated = { ...said, date: '2025-04-01' }
      expect(await queue.stage(dayAfter.dated('REPAY', dated, {}, key))).toEqual(
        refused('IDEMPOTENCY_KEY_REUSED'),
      )
    })

    it.each([
      ['another amount', (one: LendingRequests) => one.repay('101')],
      ['other words', (one: LendingRequests) => ({ ...one.dated('REPAY', SAID, { note: 'x' }) })],
      ['another kind', (one: LendingRequests) => one.fee('100')],
    ])('is refused with %s', async (_, other) => {
      const one = await submitted()
      const key = keyed()
      await queue.stage(one.repay('100', key))
      expect(await queue.stage({ ...other(one), ...key })).toEqual(
        refused('IDEMPOTENCY_KEY_REUSED'),
      )
    })
  })

  describe('that reverses', () => {
    it('a repayment is staged', async () => {
      const one = await submitted()
      const eventId = idOf(await queue.stage(one.repay('100')))
      expect(await queue.stage(one.reversal(eventId))).toMatchObject({ status: 'STAGED' })
      const event = (await eventsOf(one)).at(-1)
      expect(event).toMatchObject({ kind: 'REVERSAL', details: { reason: 'typed twice' } })
      expect(event?.payload).not.toHaveProperty('reason')
    })

    it.each(['WRITE_OFF', 'UNDO_DISBURSAL', 'REJECT'] as const)('a %s is refused', async (kind) => {
      const one = await submitted()
      const eventId = idOf(await queue.stage(one.dated(kind, { date: null }, {})))
      expect(await queue.stage(one.reversal(eventId))).toEqual(refused('EVENT_NOT_REVERSIBLE'))
    })

    it('another loan’s event is refused', async () => {
      const eventId = idOf(await queue.stage((await submitted()).repay('100')))
      expect(await queue.stage((await submitted()).reversal(eventId))).toEqual(
        refused('EVENT_NOT_FOUND'),
      )
    })
  })
})

const SAID = { date: '2025-02-10', amount: '100', transfer: null }
