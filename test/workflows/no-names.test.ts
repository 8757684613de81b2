import { pino } from 'pino'

import { createBatchJob } from '../../src/operations/batch-job'
import { BatchRunner } from '../../src/operations/batch-runner'
import { OperatorDesk } from '../../src/operations/operator-desk'
import { systemClock } from '../../src/platform/clock'
import { eventually } from '../support/eventually'
import { LoanStack } from '../support/loan-stack'
import { recordHistory } from '../support/record-history'
import type { TestLoan } from '../support/test-loan'

/** Stands in every field that takes words. */
const NAME = 'Rehema Mwakyusa'
const MARKED = { customerId: `C-${NAME}` }
const EXTRAS = { customerName: NAME }

/** Every text and every payload in what Temporal gives, decoded. */
function textOf(value: unknown, seen = new Set<unknown>()): string {
  if (typeof value === 'string') return `${value}\n`
  if (value instanceof Uint8Array) return `${Buffer.from(value).toString('utf8')}\n`
  if (typeof value !== 'object' || value === null || seen.has(value)) return ''
  seen.add(value)
  return Object.entries(value)
    .map(([key, inner]) => `${key}: ${textOf(inner, seen)}`)
    .join('')
}

describe.each([
  ['both steps at once', { inOnePass: true as const }],
  ['step by step', {}],
])('What Temporal is told of a loan, %s', (path, options) => {
  let stack: LoanStack
  let faults = 0
  beforeAll(async () => {
    stack = await LoanStack.start({ quietMs: 3_600_000, ...options })
    await stack.startWorker(
      path === 'step by step'
        ? {
            lms: (real) => ({
              ...real,
              take(loan) {
                faults += 1
                if (faults % 3 === 1) throw new SyntaxError(`Cannot convert ${NAME} to a BigInt`)
                return real.take(loan)
              },
            }),
          }
        : {},
    )
  })
  afterAll(() => stack.close())

  /** Through every kind of event and every decision, each with the name in it. */
  async function livedThrough(): Promise<TestLoan> {
    const loan = stack.loan()
    const { database, teller } = stack
    const logger = pino({ level: 'silent' })
    const desk = new OperatorDesk({ database, teller, logger, clock: systemClock })
    const decision = {
      ...{ businessId: stack.businessId, actor: NAME, reason: `${NAME} said so` },
      ...{ reversalDate: null, cascade: false, key: null },
    }
    const fee = { ...MARKED, fee: '500', feeName: `Late fee of ${NAME}` }
    const idOf = async (seq: number) => (await loan.events())[seq - 1]?.eventId ?? ''

    await loan.submit(loan.disbursement(MARKED, EXTRAS), 20_000)
    await loan.submit(loan.revenue({ ...MARKED, amount: '5000' }, EXTRAS))
    await loan.submit(loan.repayment({ ...fee, interest: '5000' }, EXTRAS), 20_000)
    await loan.submit(loan.settlement({ ...fee, principal: '1' }, EXTRAS), 20_000)
    await loan.submit(loan.repayment({ ...fee, date: '2025-01-02', principal: '7' }, EXTRAS))
    await loan.settled()
    await loan.submit(loan.repayment({ ...fee, principal: NAME }, EXTRAS), 20_000)
    await eventually('the event to be parked', async () =>
      (await loan.seen()).health === 'PARKED' ? true : undefined,
    )
    const parked = await idOf(6)

    await desk.decide('RETRY', { ...decision, eventId: parked })
    await eventually('it to be parked again', async () =>
      (await loan.stream()).parked ? true : undefined,
    )
    const jobId = await createBatchJob(database, { ...decision, filter: {} })
    await new BatchRunner({ database, teller, logger }).run(jobId)
    await eventually('it to be parked once more', async () =>
      (await loan.stream()).parked ? true : undefined,
    )
    await loan.idleHistory()
    const byId = { eventId: parked, actor: 'r.mwakyusa', reason: 'seen' }
    for (const name of ['retryEvent', 'skipEvent', 'reverseEvent']) {
      await expect(
        loan.handle.executeUpdate(name, { args: [{ ...byId, actor: NAME }] }),
      ).rejects.toMatchObject({ cause: { message: expect.stringContaining('not a name') } })
    }
    await desk.decide('SKIP', { ...decision, eventId: parked })
    await loan.settled()
    await desk.decide('REVERSE', { ...decision, eventId: await idOf(3) })
    await loan.settled()
    await loan.submit(loan.reversal(await idOf(2), { reason: `${NAME} again` }), 20_000)
    await loan.submit(loan.settlement({ ...fee, principal: '2500000' }, EXTRAS), 20_000)
    await loan.idleHistory()
    return loan
  }

  it('holds no name, no free text and no customer’s id', async () => {
    const loan = await livedThrough()
    expect(await loan.outcomes()).toEqual([
      ...['POSTED', 'REVERSED', 'REVERSED'],
      ...['FAILED SETTLEMENT_SHORT', 'FAILED DATE_BEFORE_DISBURSEMENT', 'FAILED SKIPPED'],
      ...['POSTED', 'POSTED', 'POSTED'],
    ])
    const told = textOf({
      history: await loan.history(),
      described: (await loan.handle.describe()).raw,
      seen: await loan.seen(),
      metadata: await loan.handle.query('__temporal_workflow_metadata'),
      state: await loan.state(),
      timeline: await loan.timeline(),
    })
    expect(told).toContain('SETTLEMENT_SHORT')
    expect(told).toContain('"figures":{"amount":"2500000","adminFee":"0","vat":"0"}')
    for (const part of NAME.split(' ')) expect(told).not.toContain(part)
    await recordHistory(`no-names-${path.replaceAll(' ', '-')}`, loan)
  })

  it('leaves the words where they belong, in PostgreSQL', async () => {
    const loan = stack.loan()
    const fee = { ...MARKED, principal: '100', fee: '500', feeName: NAME }
    await loan.submit(loan.disbursement(MARKED, EXTRAS), 20_000)
    await loan.submit(loan.settlement({ ...fee, principal: '1' }, EXTRAS), 20_000)
    await loan.submit(loan.repayment(fee, EXTRAS), 20_000)
    const [, refused, paid] = await stack.database.prisma.loanEvent.findMany({
      where: { stream: { externalId: loan.ref.loanId } },
      orderBy: { seq: 'asc' },
    })
    expect(refused!.failureMessage).toMatch(/principal/)
    expect(paid!.details).toEqual({ feeName: NAME })
    expect(paid!.payload).not.toHaveProperty('feeName')
  })
})
