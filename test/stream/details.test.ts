import { Client } from 'pg'

import { createBusiness } from '../../src/business/create-business'
import { StageQueue } from '../../src/stream/stage-queue'
import { verifyBooks } from '../../src/verify/verify-books'
import { findEvent } from '../../src/views/event-view'
import { createTestDatabase } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { LoanRequests } from '../support/loan-requests'

describe('The words of an event', () => {
  let test: TestDatabase
  let queue: StageQueue
  let loan: LoanRequests
  const fee = { principal: '100', fee: '500', feeName: 'Late fee of Rehema' }
  const paid = (key: string | null) => loan.repayment(fee, { idempotencyKey: key })
  const reversed = (eventId: string, reason: string) =>
    loan.reversal(eventId, { reason }, { idempotencyKey: 'undo' })

  beforeAll(async () => {
    test = await createTestDatabase()
    queue = new StageQueue(test.database)
    const businessId = await createBusiness(test.database, { name: 'Lender' })
    loan = new LoanRequests({ businessId, loanId: 'L-1' })
    await queue.stage(loan.disbursement())
  })
  afterAll(() => test.close())

  /** What it was before words had a column of their own. */
  async function withWordsInPayload(): Promise<void> {
    const client = new Client({ connectionString: test.url })
    await client.connect()
    await client.query(`SET session_replication_role = replica;
                        UPDATE loan_event SET payload = payload || details, details = NULL
                        WHERE details IS NOT NULL`)
    await client.end()
  }

  async function shown(eventId: string): Promise<unknown> {
    const view = await findEvent(test.database, loan.ref.businessId, eventId)
    return view?.event.content.payload
  }

  it('lie beside its payload, and are as fixed as that', async () => {
    const staged = await queue.stage(paid('first'))
    const eventId = 'eventId' in staged ? staged.eventId : ''
    const row = await test.database.prisma.loanEvent.findUniqueOrThrow({ where: { id: eventId } })
    expect(row.details).toEqual({ feeName: fee.feeName })
    expect(JSON.stringify(row.payload)).not.toContain('Rehema')
    expect(await shown(eventId)).toMatchObject(fee)
    await expect(
      test.database.query('test_words', `UPDATE loan_event SET details = '{}' WHERE id = $1`, [
        eventId,
      ]),
    ).rejects.toThrow('append-only')
  })

  it('make a repeat a repeat, and another event another', async () => {
    expect(await queue.stage(paid('first'))).toMatchObject({ status: 'DUPLICATE' })
    expect(await queue.stage(paid(null))).toMatchObject({ status: 'DUPLICATE' })
    const other = loan.repayment({ ...fee, feeName: 'Another fee' }, { idempotencyKey: 'first' })
    expect(await queue.stage(other)).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
  })

  it('of events of before are found in their payload', async () => {
    const repeated = await queue.stage(paid('first'))
    const eventId = 'eventId' in repeated ? repeated.eventId : ''
    const undo = await queue.stage(reversed(eventId, 'typed twice'))
    expect(undo).toMatchObject({ status: 'STAGED' })
    await withWordsInPayload()

    expect(await shown(eventId)).toMatchObject(fee)
    expect(await queue.stage(paid('first'))).toMatchObject({ status: 'DUPLICATE', eventId })
    expect(await queue.stage(reversed(eventId, 'typed twice'))).toMatchObject({
      status: 'DUPLICATE',
    })
    expect(await queue.stage(reversed(eventId, 'typed once'))).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
    const { differences } = await verifyBooks(test.database)
    expect(differences.items.filter(({ check }) => check === 'event-content')).toEqual([])
  })
})
