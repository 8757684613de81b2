import { createBusiness } from '../../src/business/create-business'
import { reverseAsOperator } from '../../src/operations/reverse'
import type { OperatorReversal } from '../../src/operations/reverse'
import { fixedClock } from '../../src/platform/clock'
import { StageQueue } from '../../src/stream/stage-queue'
import type { CommandRequest } from '../../src/stream/stage-request'
import { createTestDatabase, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { LendingRequests } from '../support/lending-requests'

const clock = fixedClock('2025-03-31T12:00:00Z')

describe('An operator on a loan of our own LMS', () => {
  let test: TestDatabase
  let businessId: string
  let loan: LendingRequests
  beforeAll(async () => {
    test = await createTestDatabase()
    businessId = await createBusiness(test.database, { name: 'Lender' })
  })
  beforeEach(async () => {
    loan = new LendingRequests({ businessId, loanId: uniqueName('loan') })
    await staged(loan.submit({ opensCustomer: true }))
  })
  afterAll(() => test.close())

  async function staged(request: CommandRequest): Promise<string> {
    const outcome = await new StageQueue(test.database).stage(request)
    if (outcome.status !== 'STAGED') throw new Error(JSON.stringify(outcome))
    return outcome.eventId
  }

  const reverse = (eventId: string, given: Partial<OperatorReversal> = {}) =>
    reverseAsOperator(test.database, clock, loan.ref, {
      ...{ eventId, actor: 'asha', reason: 'typed twice', reversalDate: null, cascade: false },
      ...{ requestId: uniqueName('request'), ...given },
    })

  const last = () =>
    test.database.prisma.loanEvent.findFirst({
      where: { stream: { externalId: loan.ref.loanId } },
      orderBy: { seq: 'desc' },
    })

  it('reverses a repayment, with the accounts of the loan', async () => {
    const eventId = await staged(loan.repay('100'))
    await reverse(eventId)
    expect(await last()).toMatchObject({
      ...{ kind: 'REVERSAL', sentBy: 'operator asha', details: { reason: 'typed twice' } },
      payload: { eventId, reversalDate: '2025-03-31', accounts: { '1101': '1999' } },
    })
  })

  it('undoes a write-off by its own undo, once', async () => {
    const eventId = await staged(loan.dated('WRITE_OFF', { date: null }, {}))
    const given = { reversalDate: '2025-03-30', requestId: 'one' }
    const [first, again] = [await reverse(eventId, given), await reverse(eventId, given)]
    expect([first.staged?.status, again.staged?.status]).toEqual(['STAGED', 'DUPLICATE'])
    expect(await last()).toMatchObject({
      ...{ kind: 'UNDO_WRITE_OFF', details: { note: 'typed twice' } },
      payload: { date: '2025-03-30' },
    })
  })

  it('is told what undoes a disbursal', async () => {
    const said = { date: null, amount: '100', vatRate: '0.18' }
    const eventId = await staged(loan.dated('DISBURSE', said, {}))
    await expect(reverse(eventId)).rejects.toMatchObject({
      code: 'EVENT_NOT_REVERSIBLE',
      message: expect.stringContaining('undo-disbursal') as string,
    })
  })
})
