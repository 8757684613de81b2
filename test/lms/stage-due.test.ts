import { createBusiness } from '../../src/business/create-business'
import type { DueEvent } from '../../src/domain/engine/due/due-event'
import { stageDue } from '../../src/lms/stage-due'
import { stageGroup } from '../../src/stream/stage-group'
import { createTestDatabase, runAsOwner, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { LendingRequests } from '../support/lending-requests'

describe('What falls due on a loan by the clock', () => {
  let test: TestDatabase
  let businessId: string
  let loan: LendingRequests
  let streamId: string

  beforeAll(async () => {
    test = await createTestDatabase()
    businessId = await createBusiness(test.database, { name: 'Lender' })
  })
  beforeEach(async () => {
    loan = new LendingRequests({ businessId, loanId: uniqueName('loan') })
    await stageGroup(test.database, [loan.submit({ opensCustomer: true }), loan.repay('100')])
    streamId = (await stream()).id.toString()
  })
  afterAll(() => test.close())

  const stream = () =>
    test.database.prisma.loanStream.findFirstOrThrow({
      where: { businessId, externalId: loan.ref.loanId },
    })

  const stage = (...due: DueEvent[]) =>
    stageDue(test.database, { streamId, loanId: loan.ref.loanId }, due, loan.context)

  const rows = () =>
    test.database.prisma.loanEvent.findMany({
      where: { streamId: BigInt(streamId), sentBy: 'clock' },
      orderBy: { seq: 'asc' },
    })

  it('is staged behind what waits, in order, with the accounts of the loan', async () => {
    const staged = await stage(loan.accrual('2025-01-31'), loan.accrual('2025-02-28'))
    expect(staged).toMatchObject([
      { event: { seq: 3, kind: 'ACCRUAL', effectiveDate: '2025-01-31' }, generation: 1 },
      { event: { seq: 4, payload: { accounts: { '1101': '1999' } } }, generation: 1 },
    ])
    expect(await rows()).toMatchObject([
      { seq: 3, claim: 'ACCRUAL INTEREST 2025-01-31', status: 'STAGED' },
      { seq: 4, claim: 'ACCRUAL INTEREST 2025-02-28', payload: { accounts: { '1101': '1999' } } },
    ])
    expect(await stream()).toMatchObject({ lastSeq: 4, busy: true })
  })

  it('is staged once, whoever finds it missing', async () => {
    const both = [loan.accrual('2025-01-31'), loan.accrual('2025-02-28')]
    const staged = await Promise.all(Array.from({ length: 20 }, () => stage(...both)))
    expect(staged.filter(({ length }) => length > 0)).toHaveLength(1)
    expect(await stage(...both, loan.accrual('2025-03-31'))).toMatchObject([{ event: { seq: 5 } }])
    expect((await rows()).map(({ seq }) => seq)).toEqual([3, 4, 5])
  })

  it('is staged again where it was withdrawn with the disbursal', async () => {
    await stage(loan.accrual('2025-01-31'))
    const [accrual] = await rows()
    await runAsOwner(test, `UPDATE loan_event SET status = 'REVERSED' WHERE id = '${accrual?.id}'`)
    expect(await stage(loan.accrual('2025-01-31'))).toHaveLength(1)
  })

  it('is told again where the pass that found it is lost', async () => {
    await test.database.query('test_idle', 'UPDATE loan_stream SET busy = false, retell_at = NULL')
    await stage(loan.accrual('2025-01-31'))
    const { busy, retellAt } = await stream()
    expect([busy, retellAt]).toEqual([true, expect.any(Date)])
  })
})
