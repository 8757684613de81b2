import { createTestDatabase } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { WorkedExample } from '../support/worked-example'
import { AskedReports } from './asked-report'
import { AT_15_MARCH, AT_15_MARCH_PAID_LATE, AT_28_FEBRUARY, AT_31_MARCH } from './worked-figures'
import type { Figures } from './worked-figures'

/** The cases run in order: time goes on between them. */
describe('The worked example', () => {
  let test: TestDatabase
  let example: WorkedExample
  let reports: AskedReports
  let onMarch15: Date
  beforeAll(async () => {
    test = await createTestDatabase()
    example = await WorkedExample.on(test)
    reports = new AskedReports(test.database, example.businessId)
    onMarch15 = await databaseTime(test)
  })
  afterAll(() => test.close())

  const asked =
    (toDate: string, recordedUpTo?: () => Date) =>
    async (name: Figures[0], query: Figures[1], expected: Figures[2]) => {
      const written =
        recordedUpTo === undefined ? {} : { recordedUpTo: recordedUpTo().toISOString() }
      const period = { fromDate: '2025-01-01', toDate }
      expect(await reports.json(name, { ...period, ...query, ...written })).toMatchObject(expected)
    }

  it.each(AT_28_FEBRUARY)('at 28 February: %s %j', asked('2025-02-28'))
  it.each(AT_15_MARCH)('at 15 March: %s %j', asked('2025-03-15'))

  it('takes back a repayment as of 20 March', () => example.reverse())

  it.each(AT_31_MARCH)('at 31 March, after it: %s %j', asked('2025-03-31'))
  it.each(AT_15_MARCH)('at 15 March, asked again: %s %j', asked('2025-03-15'))

  it('is paid late, as of 12 March', () => example.payLate())

  it.each(AT_15_MARCH_PAID_LATE)('at 15 March, paid late: %s %j', asked('2025-03-15'))
  it.each(AT_15_MARCH)(
    'at 15 March, as it was recorded then: %s %j',
    asked('2025-03-15', () => onMarch15),
  )
})

async function databaseTime({ database }: TestDatabase): Promise<Date> {
  const [row] = await database.query<{ now: Date }>('test_now', `SELECT clock_timestamp() AS now`)
  return row?.now ?? new Date(0)
}
