import { randomUUID } from 'node:crypto'

import { pino } from 'pino'

import { createBusiness } from '../../src/business/create-business'
import { fixedClock } from '../../src/platform/clock'
import type { FixedClock } from '../../src/platform/clock'
import type { Database } from '../../src/platform/database'
import { CreditTransfers } from '../../src/transfers/credit-transfers'
import { verifyBooks } from '../../src/verify/verify-books'
import { createTestDatabase, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { Killed, mortal } from '../support/mortal-database'
import { OwnLoan } from '../support/own-loan'

const NEVER = { at: Number.MAX_SAFE_INTEGER, answerLost: false }

describe('Credit of one loan that pays another', () => {
  let test: TestDatabase
  let clock: FixedClock
  let businessId: string
  let giving: OwnLoan
  let taking: OwnLoan

  beforeAll(async () => {
    test = await createTestDatabase()
  })
  beforeEach(newLoans)
  afterEach(async () => {
    const report = await verifyBooks(test.database, { businessId })
    expect(report.differences.items).toEqual([])
  })
  afterAll(() => test.close())

  /** One loan that was paid 80.00 too much, and one that is owed. */
  async function newLoans(): Promise<void> {
    clock = fixedClock('2025-01-10T12:00:00Z')
    businessId = await createBusiness(test.database, { name: uniqueName('lender') })
    const parts = { database: test.database, clock }
    giving = new OwnLoan(parts, { businessId, loanId: 'L-giving' })
    taking = new OwnLoan(parts, { businessId, loanId: 'L-taking' })
    await giving.open()
    await taking.open()
    clock.set('2025-01-20T12:00:00Z')
    await giving.do(giving.repay('1232000'))
    expect(await giving.row()).toMatchObject({ status: 'Overpaid', credit_balance: 8000n })
  }

  /** Somebody who may die: who tells loans takes them through their steps. */
  function somebody(death = NEVER): { transfers: CreditTransfers; statements: () => number } {
    const { database, statements } = mortal(test.database, death)
    const loanOf = (loanId: string, on: Database) =>
      new OwnLoan({ database: on, clock }, { businessId, loanId })
    const transfers = new CreditTransfers({
      ...{ database, clock, logger: pino({ level: 'silent' }) },
      tell: ({ loan }) => loanOf(loan.loanId, database).settle(),
      settled: () => Promise.resolve(),
    })
    return { transfers, statements }
  }

  const request = (amount: string, transferId: string) =>
    giving.command('CREDIT_OUT', { amount, transferId, toLoanId: taking.ref.loanId })

  async function transfer(amount: string, by = somebody().transfers) {
    const transferId = randomUUID()
    const begun = await by.begin(request(amount, transferId))
    if (begun.status !== 'STAGED') throw new Error(JSON.stringify(begun))
    return by.follow(transferId, 60_000)
  }

  /** Whoever died, others go on: what was staged is taken, and transfers are looked after. */
  async function goOn(): Promise<void> {
    for (let round = 0; round < 6; round += 1) {
      await giving.settle()
      await taking.settle()
      await test.database.query(
        'test_due',
        'UPDATE credit_transfer SET look_at = now() WHERE look_at IS NOT NULL',
      )
      await somebody().transfers.advanceDue()
    }
  }

  const numberOf = async ({ ref: { loanId: externalId } }: OwnLoan) => {
    const where = { businessId, externalId }
    return (await test.database.prisma.loanStream.findFirstOrThrow({ where })).id.toString()
  }

  const owed = async (loan: OwnLoan) => {
    const row = await loan.row()
    return [row['credit_balance'], row['principal_outstanding'], row['interest_outstanding']]
  }

  it('goes over', async () => {
    expect(await transfer('5000')).toEqual({ status: 'DONE', refusal: null })
    expect(await owed(giving)).toEqual([3000n, 0n, 0n])
    expect(await owed(taking)).toEqual([0n, 1200000n, 19000n])
    expect((await giving.journal()).slice(-1)).toEqual(['2025-01-20 CREDIT_OUT: 2102 50, 1002 -50'])
  })

  it('stays where the loan that it was to pay refuses it', async () => {
    await taking.do(taking.command('UNDO_DISBURSAL', {}))
    expect(await transfer('5000')).toMatchObject({
      status: 'DONE',
      refusal: { code: expect.any(String) },
    })
    expect(await owed(giving)).toEqual([8000n, 0n, 0n])
  })

  it.each([
    ['is begun to one that nobody has judged yet', 'C-1', 'STAGED', null],
    ['is refused to one of another customer, judged or not', 'C-2', 'REFUSED', 'CUSTOMER_MISMATCH'],
  ])('%s', async (_, customerId, status, code) => {
    const next = new OwnLoan({ database: test.database, clock }, { businessId, loanId: 'L-next' })
    await next.stage(next.submit({ customerId }))
    const transfers = somebody().transfers
    const [from, to] = [await numberOf(giving), await numberOf(next)]
    expect((await transfers.refusal(from, to))?.code ?? null).toBe(code)
    const given = { amount: '5000', transferId: randomUUID(), toLoanId: next.ref.loanId }
    const begun = await transfers.begin(giving.command('CREDIT_OUT', given))
    expect(begun).toMatchObject(code === null ? { status } : { status, code })
    await goOn()
    await next.settle()
    expect((await transfers.refusal(from, to))?.code ?? null).toBe(code)
  })

  it.each(['giving', 'taking'])('is undone from the side that is %s', async (side) => {
    await transfer('5000')
    const loan = side === 'giving' ? giving : taking
    const kind = side === 'giving' ? 'CREDIT_OUT' : 'REPAY'
    const sent = (await loan.events()).findLast((event) => event.kind === kind)
    await loan.do(await loan.reversal(sent?.seq ?? 0))
    await goOn()
    expect(await owed(giving)).toEqual([8000n, 0n, 0n])
    expect(await owed(taking)).toEqual([0n, 1200000n, 24000n])
  })

  it('goes over or stays, whenever somebody dies', async () => {
    const alive = somebody()
    await transfer('5000', alive.transfers)
    for (let at = 1; at <= alive.statements(); at += 1) {
      for (const answerLost of [false, true]) {
        await newLoans()
        await transfer('5000', somebody({ at, answerLost }).transfers).catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error
        })
        await goOn()
        const [out, into] = [await owed(giving), await owed(taking)]
        const gone = out[0] === 3000n && into[2] === 19000n
        const stayed = out[0] === 8000n && into[2] === 24000n
        expect({ at, answerLost, gone, stayed }).toEqual({ at, answerLost, gone, stayed: !gone })
      }
    }
  })
})
