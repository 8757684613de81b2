import { Relay } from '../../src/stream/relay'
import type { TestWorkerOptions } from '../support/loan-stack'
import { expectBooksEqualLms } from '../support/books-check'
import { eventually } from '../support/eventually'
import type { Gate } from '../support/gate'
import { LoanStack } from '../support/loan-stack'
import { recordHistory } from '../support/record-history'
import type { TestLoan } from '../support/test-loan'
import { pino } from 'pino'

/** Holds the first posting before it is made. */
function heldAt(gate: Gate): NonNullable<TestWorkerOptions['accounting']> {
  let held = false
  return (real) => ({
    post: async (batch) => {
      if (!held) {
        held = true
        await gate.pass()
      }
      return real.post(batch)
    },
  })
}

async function entriesOf(stack: LoanStack, loan: TestLoan): Promise<number[]> {
  const rows = await stack.database.query<{ entries: number }>(
    'test_entries_per_event',
    `SELECT (SELECT count(*)::int FROM journal_entry j WHERE j.event_id = e.id) AS entries
     FROM loan_event e JOIN loan_stream s ON s.id = e.stream_id WHERE s.external_id = $1 ORDER BY e.seq`,
    [loan.ref.loanId],
  )
  return rows.map(({ entries }) => entries)
}

function untilNamed(loan: TestLoan, name: string): Promise<true> {
  return eventually(`the workflow to be ${name}`, async () =>
    (await loan.handle.describe()).status.name === name ? true : undefined,
  )
}

/** Makes the relay's time come and lets it run until all is told. */
async function relayed(stack: LoanStack, loan: TestLoan): Promise<void> {
  await stack.database.query('test_due', `UPDATE loan_stream SET retell_at = now() WHERE busy`)
  const relay = new Relay({
    database: stack.database,
    tell: (event) => stack.teller.signal(event),
    logger: pino({ level: 'silent' }),
  })
  await loan.settled()
  await relay.stop()
}

describe('A loan that is interrupted', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start()
  })
  afterEach(() => stack.stopWorkers())
  afterAll(() => stack.close())

  it('by the end of its worker in the middle of an event is finished by another, once', async () => {
    const gate = stack.gate()
    const first = await stack.startWorker({ accounting: heldAt(gate) })
    const loan = stack.loan()
    await loan.submit(loan.disbursement())
    await gate.reached
    await loan.stage(...loan.repayments(3))
    first.shutdown()
    await stack.startWorker()
    await loan.settled()

    expect(await loan.outcomes()).toEqual(Array(4).fill('POSTED'))
    gate.open()
    await first.stop()
    expect(await entriesOf(stack, loan)).toEqual([1, 1, 1, 1])
    await expectBooksEqualLms(stack.database, loan.ref)
    await recordHistory('one-pass-worker-stopped', loan)
  })

  it('by the loss of its workflow is told again, and nothing is lost or twice', async () => {
    const gate = stack.gate()
    await stack.startWorker({ accounting: heldAt(gate) })
    const loan = stack.loan()
    await loan.submit(loan.disbursement())
    await gate.reached
    await Promise.all(loan.repayments(5).map((request) => loan.submit(request)))
    await loan.handle.terminate('lost')
    gate.open()
    await relayed(stack, loan)

    expect(await loan.outcomes()).toEqual(Array(6).fill('POSTED'))
    expect(await entriesOf(stack, loan)).toEqual(Array(6).fill(1))
    await expectBooksEqualLms(stack.database, loan.ref)
    await recordHistory('one-pass-told-again-after-loss', loan)
  })

  it('by the loss of its workflow after the LMS step goes on from the record', async () => {
    const loan = stack.loan()
    await loan.stage(loan.disbursement(), ...loan.repayments(2))
    await stack.lms().take(loan.ref)
    await stack.startWorker()
    await loan.signal(1, 'DISBURSEMENT')
    await loan.settled()
    expect(await entriesOf(stack, loan)).toEqual([1, 1, 1])
    await expectBooksEqualLms(stack.database, loan.ref)
  })

  it('by a cancellation finishes the event at hand, and the next tell starts it again', async () => {
    const gate = stack.gate()
    await stack.startWorker({ accounting: heldAt(gate) })
    const loan = stack.loan()
    await loan.submit(loan.disbursement())
    await gate.reached
    await loan.stage(...loan.repayments(2))
    await loan.handle.cancel()
    gate.open()
    await untilNamed(loan, 'CANCELLED')
    expect((await loan.outcomes())[0]).toBe('POSTED')
    await recordHistory('one-pass-cancelled', loan)

    await relayed(stack, loan)
    expect(await loan.outcomes()).toEqual(Array(3).fill('POSTED'))
    await loan.submit(loan.repayment({ principal: '900' }), 10_000)
    expect(await loan.outcomes()).toEqual(Array(4).fill('POSTED'))
    expect(await entriesOf(stack, loan)).toEqual(Array(4).fill(1))
    await expectBooksEqualLms(stack.database, loan.ref)
  })
})
