import fc from 'fast-check'

import { createBusiness } from '../../src/business/create-business'
import { addDays } from '../../src/domain/values/calendar'
import { trialBalance } from '../../src/reports/trial-balance'
import { verifyBooks } from '../../src/verify/verify-books'
import { createTestDatabase, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { receivablesUnlikeBooks } from '../support/receivables-check'
import { runs } from '../support/runs'
import { Books, START, step } from './any-books'
import { AskedReports } from './asked-report'
import type { Query, ReportName } from './asked-report'

const ALL: readonly (readonly [ReportName, Query])[] = [
  ['portfolio-summary', { frequency: 'weekly' }],
  ['collections', { reportType: 'expected' }],
  ['delinquency', {}],
  ['revenue', {}],
  ['npl', { daysOverdue: '1' }],
  ['portfolio-performance', { groupBy: 'customer' }],
  ['portfolio-performance', { groupBy: 'month' }],
  ['disbursements', {}],
  ['ledger', { glAccountId: '1101' }],
  ['ledger', { glAccountId: '2102' }],
  ['trial-balance', {}],
]

interface Account {
  glAccountId: string
  balanceMinor: number
}

describe('Reports of any books', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase()
  })
  afterAll(() => test.close())

  const newBooks = async () => {
    const books = new Books(
      test,
      await createBusiness(test.database, { name: uniqueName('lender') }),
    )
    await books.open()
    return books
  }
  const day = fc.integer({ min: 0, max: 200 }).map((days) => addDays(START, days))

  it('agree with the journal and with one another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), day, async (steps, at) => {
        const books = await newBooks()
        for (const one of steps) await books.take(one)
        const { businessId } = books
        const reports = new AskedReports(test.database, businessId)
        expect(await receivablesUnlikeBooks(test.database, businessId)).toEqual([])

        const verified = await verifyBooks(test.database, { businessId })
        const { lines, totalDebit, totalCredit } = await trialBalance(test.database, businessId)
        expect(totalDebit).toBe(totalCredit)
        for (const { account, ledger } of verified.controls) {
          const line = lines.find(({ code }) => code === account)
          expect([account, (line?.debit ?? 0n) - (line?.credit ?? 0n)]).toEqual([
            account,
            BigInt(ledger),
          ])
        }
        const period = { fromDate: START, toDate: at }
        const { accounts } = (await reports.json('trial-balance', period)) as {
          accounts: Account[]
        }
        expect(accounts.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0)).toBe(0)
        for (const { glAccountId, balanceMinor } of accounts) {
          const ledger = await reports.json('ledger', { ...period, glAccountId })
          expect([glAccountId, ledger['closingBalanceMinor']]).toEqual([glAccountId, balanceMinor])
        }
        const summary = await reports.json('portfolio-summary', { ...period, frequency: 'daily' })
        const { totals, series } = summary as { totals: Record<string, number>; series: object[] }
        const lent = accounts.find(({ glAccountId }) => glAccountId === '1101')
        expect(totals['principalOutstandingMinor']).toBe(lent?.balanceMinor)
        expect(series.at(-1)).toEqual({ asOf: at, ...totals })
        const middle = series[Math.floor(series.length / 2)] as { asOf: string }
        const then = await reports.json('portfolio-summary', {
          fromDate: START,
          toDate: middle.asOf,
        })
        expect({ asOf: middle.asOf, ...(then['totals'] as object) }).toEqual(middle)
      }),
      runs(12),
    )
  })

  it('stay as they are as of what was recorded, whatever comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        day,
        async (before, after, at) => {
          const books = await newBooks()
          const reports = new AskedReports(test.database, books.businessId)
          for (const one of before) await books.take(one)
          const [now] = await test.database.query<{ now: Date }>(
            'test_now',
            'SELECT clock_timestamp() AS now',
          )
          const period = { fromDate: START, toDate: at }
          const ask = async (recordedUpTo?: Date) => {
            const written =
              recordedUpTo === undefined ? {} : { recordedUpTo: recordedUpTo.toISOString() }
            const answers = []
            for (const [name, query] of ALL)
              answers.push(await reports.json(name, { ...period, ...query, ...written }))
            return answers
          }
          const known = await ask()
          for (const one of after) await books.take(one)
          expect(await ask(now?.now)).toEqual(known)
        },
      ),
      runs(12),
    )
  })
})
