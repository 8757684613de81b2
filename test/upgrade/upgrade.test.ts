import { recover } from '../../src/recovery/recover'
import { operate } from '../../src/operations/operate'
import { Database } from '../../src/platform/database'
import { migrate } from '../../src/platform/migrations/migrate'
import { roleOf } from '../../src/platform/migrations/application-role'
import { missingInSchema, neededSchema } from '../../src/platform/migrations/status'
import { verifyBooks } from '../../src/verify/verify-books'
import { LoanStack } from '../support/loan-stack'
import type { TestLoan } from '../support/test-loan'
import { asApplication } from '../support/harness'
import { receivablesUnlikeBooks } from '../support/receivables-check'
import { restoreDump } from './restore'

const BUSINESS = '01a2108a-967a-7656-8de2-63e2a6e58044'
const BY = { actor: 'joyce', reason: 'seen with the lender' }

describe('A database that version 0.1.0 filled', () => {
  let database: Database
  let stack: LoanStack

  beforeAll(async () => {
    const url = await restoreDump('0.1.0')
    const applicationUrl = asApplication(url)
    await migrate(url, { application: roleOf(applicationUrl) })
    database = new Database({ connectionString: applicationUrl, poolSize: 20 })
    const test = { url, applicationUrl, database, close: () => database.close() }
    stack = await LoanStack.start({}, { test, businessId: BUSINESS })
  })
  afterAll(() => stack.close())

  const idOf = async (loan: TestLoan, seq: number) => (await loan.events())[seq - 1]?.eventId ?? ''

  it('has all that this version needs, and its books are proven', async () => {
    expect(await missingInSchema(database, neededSchema())).toEqual([])
    const report = await verifyBooks(database)
    expect(report.differences.items).toEqual([])
    expect(report).toMatchObject({ loans: 16, proven: true })
  })

  it('has the date and the standard account of every line', async () => {
    const [row] = await database.query<{ lines: number; wrong: number }>(
      'test_dated_lines',
      `SELECT count(*)::integer AS lines,
              count(*) FILTER (WHERE l.date <> j.date
                               OR l.account <> coalesce(e.payload -> 'accounts' ->> l.role, l.role))::integer AS wrong
       FROM journal_line l JOIN journal_entry j ON j.stream_id = l.stream_id AND j.no = l.entry_no
       JOIN loan_event e ON e.id = j.event_id WHERE l.role IS NOT NULL AND l.date IS NOT NULL`,
      [],
    )
    const [all] = await database.query<{ lines: number }>(
      'test_lines',
      'SELECT count(*)::integer AS lines FROM journal_line',
      [],
    )
    expect(all?.lines).toBeGreaterThan(50)
    expect(row).toEqual({ lines: all?.lines, wrong: 0 })
  })

  it('has allocations that count from the day their entries are booked, and since they were', async () => {
    expect(await receivablesUnlikeBooks(database, BUSINESS)).toEqual([])
    const [row] = await database.query<{ moved: number; late: number }>(
      'test_booked_allocations',
      `SELECT count(a.booked_on)::integer AS moved,
              count(*) FILTER (WHERE a.recorded_at > (SELECT max(recorded_at) FROM journal_entry))::integer AS late
       FROM allocation a`,
      [],
    )
    expect(row?.moved).toBeGreaterThan(0)
    expect(row?.late).toBe(0)
  })

  it('goes on with its loans', async () => {
    await stack.startWorker()
    await recover({ database, teller: stack.teller, onProgress: () => undefined })
    const waiting = [
      'L-waiting',
      'L-between-the-steps',
      'L-compensation-owed',
      'L-retried-in-a-batch',
    ]
    for (const loanId of waiting) await stack.loan(loanId).settled()
    expect(await stack.loan('L-waiting').outcomes()).toEqual(['POSTED', 'POSTED', 'POSTED'])
    expect(await stack.loan('L-between-the-steps').outcomes()).toEqual(Array(3).fill('POSTED'))
    expect(await stack.loan('L-retried-in-a-batch').outcomes()).toEqual(['POSTED', 'POSTED'])
    expect(await stack.loan('L-compensation-owed').outcomes()).toEqual([
      ...['POSTED', 'POSTED', 'FAILED PERIOD_CLOSED', 'POSTED'],
    ])

    const plain = stack.loan('L-plain')
    const third = await idOf(plain, 3)
    await plain.submit(plain.repayment({ principal: '777' }), 20_000)
    await plain.submit(plain.reversal(third, { reversalDate: '2025-12-31' }), 20_000)
    expect(await plain.outcomes()).toEqual([
      ...['POSTED', 'POSTED', 'REVERSED', 'POSTED', 'POSTED', 'POSTED', 'POSTED'],
    ])
    const again = await plain.submit(plain.revenue(), 20_000)
    expect(again).toMatchObject({ status: 'DUPLICATE', eventId: await idOf(plain, 2) })

    const undone = stack.loan('L-undone')
    await undone.submit(undone.reversal(await idOf(undone, 5)), 20_000)
    expect((await undone.outcomes()).slice(4)).toEqual(['REVERSED', 'POSTED'])

    const parked = stack.loan('L-parked')
    const eventId = await idOf(parked, 2)
    await operate(database, { businessId: BUSINESS, ...BY, action: 'RETRY', eventId })
    await parked.signal(2)
    await parked.settled()
    expect(await parked.outcomes()).toEqual(['POSTED', 'POSTED', 'POSTED'])

    const unreadable = stack.loan('L-unreadable')
    await operate(database, {
      ...{ businessId: BUSINESS, ...BY, action: 'SKIP', eventId: await idOf(unreadable, 2) },
    })
    await unreadable.signal(2)
    await unreadable.settled()
    expect(await unreadable.outcomes()).toEqual(['POSTED', 'FAILED SKIPPED', 'POSTED'])

    const report = await verifyBooks(database)
    expect(report.differences.items).toEqual([])
    expect(await receivablesUnlikeBooks(database, BUSINESS)).toEqual([])
  })

  it('refuses what was there to be changed, as before', async () => {
    const change = stack.asOwner('UPDATE journal_line SET amount = amount * 2')
    await expect(change).rejects.toThrow('append-only')
  })
})
