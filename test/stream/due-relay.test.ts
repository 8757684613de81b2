import { setImmediate } from 'node:timers/promises'

import { pino } from 'pino'

import type { LoanRef } from '../../src/contract/loan-ref'
import { createBusiness } from '../../src/business/create-business'
import { fixedClock } from '../../src/platform/clock'
import { setLoanDue } from '../../src/lms/own/wake'
import { DueRelay, takeLoansDue } from '../../src/stream/due-relay'
import { createTestDatabase, runAsOwner, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { eventually } from '../support/eventually'

const logger = pino({ level: 'silent' })
const MINUTE_MS = 60_000
const DUE_AT = '2026-02-01T00:00:00.000Z'

describe('The relay of what falls due', () => {
  let test: TestDatabase
  let businessId: string
  beforeAll(async () => {
    test = await createTestDatabase()
    businessId = await createBusiness(test.database, { name: 'Lender' })
  })
  beforeEach(() => runAsOwner(test, 'DELETE FROM loan_due'))
  afterAll(() => test.close())

  async function loanDue(at: string | null = DUE_AT): Promise<{ ref: LoanRef; id: bigint }> {
    const loanId = uniqueName('loan')
    const { id } = await test.database.prisma.loanStream.create({
      data: { businessId, externalId: loanId, home: 'LMS' },
    })
    await setDue(id, at)
    return { ref: { businessId, loanId }, id }
  }

  const setDue = (id: bigint, at: string | null) =>
    setLoanDue(
      test.database,
      id.toString(),
      at === null ? null : { at, on: '2026-01-31', what: 'accrual' },
    )

  const dueOf = (id: bigint) => test.database.prisma.loanDue.findUnique({ where: { streamId: id } })

  const takeAt = (instant: string | Date, given: { graceMs?: number; perSecond?: number } = {}) =>
    takeLoansDue(test.database, {
      ...{ clock: fixedClock(instant), graceMs: 0, perSecond: 100, ...given },
    })

  it('takes a loan once its instant and the grace are over', async () => {
    const { ref } = await loanDue()
    const grace = { graceMs: 15 * MINUTE_MS }
    expect(await takeAt('2026-02-01T00:14:59Z', grace)).toEqual([])
    expect(await takeAt('2026-02-01T00:15:00Z', grace)).toEqual([ref])
  })

  it('waits twice as long with each try, up to an hour, whatever the grace', async () => {
    const { id } = await loanDue()
    const graceMs = 15 * MINUTE_MS
    let now = Date.parse(DUE_AT) + graceMs
    const waits: number[] = []
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect(await takeAt(new Date(now), { graceMs })).toHaveLength(1)
      expect(await takeAt(new Date(now), { graceMs })).toEqual([])
      const { wakeAt } = (await dueOf(id))!
      waits.push((wakeAt.getTime() + graceMs - now) / 1000)
      now = wakeAt.getTime() + graceMs
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600])
  })

  it('counts anew when the loan was looked at, and forgets it when nothing is due', async () => {
    const { id } = await loanDue()
    await takeAt(DUE_AT)
    await setDue(id, '2026-03-01T00:00:00.000Z')
    expect(await dueOf(id)).toMatchObject({ attempts: 0, nextOn: new Date('2026-01-31') })
    await setDue(id, null)
    expect(await dueOf(id)).toBeNull()
  })

  it('tells all that it took, a few at once', async () => {
    const due = [...Array(30).keys()].map(() => loanDue())
    const refs = (await Promise.all(due)).map(({ ref }) => ref.loanId)
    const told: string[] = []
    let [underWay, most] = [0, 0]
    const relay = new DueRelay({
      ...{ database: test.database, clock: fixedClock(DUE_AT), logger, graceMs: 0, perSecond: 100 },
      async tell({ loanId }) {
        most = Math.max(most, (underWay += 1))
        await setImmediate()
        underWay -= 1
        told.push(loanId)
      },
    })
    await eventually('all to be told', () => told.length === refs.length || undefined)
    await relay.stop()
    expect(told.toSorted()).toEqual(refs.toSorted())
    expect(most).toBe(8)
  })

  it('takes so many a round, the longest due first, and shares them with others', async () => {
    const loans = await Promise.all(
      Array.from({ length: 60 }, (_, nth) =>
        loanDue(new Date(Date.parse(DUE_AT) - nth * MINUTE_MS).toISOString()),
      ),
    )
    const rounds = await Promise.all([
      takeAt(DUE_AT, { perSecond: 25 }),
      takeAt(DUE_AT, { perSecond: 25 }),
    ])
    const taken = rounds.flat().map(({ loanId }) => loanId)
    expect(new Set(taken).size).toBe(50)
    expect(new Set(taken)).toEqual(new Set(loans.slice(10).map(({ ref }) => ref.loanId)))
  })

  it('leaves a parked loan to its operator', async () => {
    const { id } = await loanDue()
    await test.database.prisma.loanStream.update({ where: { id }, data: { parked: true } })
    expect(await takeAt(DUE_AT)).toEqual([])
  })

  it('goes on when a loan cannot be told, and stops when asked', async () => {
    await Promise.all([loanDue(), loanDue()])
    const clock = fixedClock(DUE_AT)
    const told: LoanRef[] = []
    const relay = new DueRelay({
      ...{ database: test.database, clock, logger, graceMs: 0, perSecond: 100 },
      tell: (loan) => {
        told.push(loan)
        return Promise.reject(new Error('Temporal is away'))
      },
    })
    await eventually('both loans to be told', () => (told.length === 2 ? true : undefined))
    clock.advance(MINUTE_MS)
    await eventually('both loans to be told again', () => (told.length === 4 ? true : undefined))
    await relay.stop()
    clock.advance(60 * MINUTE_MS)
    await relay.stop()
    expect(told).toHaveLength(4)
  })
})
