import { createBusiness } from '../../src/business/create-business'
import { fixedClock } from '../../src/platform/clock'
import { Rehearsals } from '../../src/steps/rehearse'
import type { StageRequest } from '../../src/stream/stage-request'
import { findRehearsedEntries } from '../../src/views/rehearsed-entries'
import { createTestDatabase } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { OwnLoan, keptOf } from '../support/own-loan'

describe('A dry run of a command', () => {
  const clock = fixedClock('2025-01-10T12:00:00Z')
  let test: TestDatabase
  let rehearsals: Rehearsals
  let loan: OwnLoan

  beforeAll(async () => {
    test = await createTestDatabase()
    rehearsals = new Rehearsals({ connectionString: test.applicationUrl, poolSize: 1 }, { clock })
    const businessId = await createBusiness(test.database, { name: 'Lender' })
    loan = new OwnLoan({ database: test.database, clock }, { businessId, loanId: 'L-1' })
  })
  afterAll(async () => {
    await rehearsals.close()
    await test.close()
  })

  const rehearsed = async (request: StageRequest): Promise<unknown> => {
    const result = await rehearsals.rehearse(request, (copy) => keptOf(copy, loan.ref))
    return 'view' in result ? result.view : result
  }

  it('says what then comes of each, and changes nothing', async () => {
    const life: [day: string, request: () => StageRequest | Promise<StageRequest>][] = [
      ['2025-01-10', () => loan.submit()],
      ['2025-01-10', () => loan.approve()],
      ['2025-01-10', () => loan.disburse()],
      ['2025-01-20', () => loan.addCharge({ dueOn: '2025-02-10' })],
      ['2025-02-12', () => loan.repay('400000')],
      ['2025-02-12', () => loan.command('WAIVE_INTEREST', { amount: '5000' })],
      ['2025-03-20', () => loan.repay('300000', '2025-02-05')],
      ['2025-03-21', () => loan.reversal(5, '2025-03-01')],
      ['2025-03-22', () => loan.repay('1300000')],
      ['2025-03-22', () => loan.command('CREDIT_REFUND', { amount: '100' })],
      ['2025-03-23', () => loan.command('UNDO_DISBURSAL', {})],
      ['2025-03-23', () => loan.repay('100')],
    ]
    for (const [day, request] of life) {
      clock.set(`${day}T12:00:00Z`)
      const command = await request()
      const before = await loan.kept()
      const told = await rehearsed(command)
      expect(await loan.kept()).toEqual(before)
      await loan.do(command)
      expect(told).toEqual(await loan.kept())
    }
    expect(await loan.outcomes()).toContainEqual(expect.stringMatching(/^UNDO_DISBURSAL FAILED/))
  })

  it('tells the entries of the clock on the way, not those of what waits before it', async () => {
    clock.set('2025-01-10T12:00:00Z')
    const { ref, database } = loan
    const other = new OwnLoan({ database, clock }, { ...ref, loanId: 'L-2' })
    await other.open()
    clock.set('2025-02-20T12:00:00Z')
    await other.stage(other.repay('10000'))
    const result = await rehearsals.rehearse(other.repay('20000'), (copy, eventId) =>
      findRehearsedEntries(copy, ref.businessId, 'L-2', eventId),
    )
    const told = 'view' in result ? result.view : []
    const cash = told.flatMap(({ lines }) => lines.filter(({ account }) => account === '1001'))
    expect(cash).toMatchObject([{ debit: 20000n }])
    expect(told.map(({ description }) => description)).toContainEqual(
      expect.stringMatching(/accru/i),
    )
  })
})
