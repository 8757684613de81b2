import { activityInfo } from '@temporalio/activity'

import type { AccountingGateway } from '../../src/accounting/accounting-gateway'
import { expectBooksEqualLms } from '../support/books-check'
import { eventually } from '../support/eventually'
import { LoanStack } from '../support/loan-stack'
import { recordHistory } from '../support/record-history'

/** An Accounting that can be away. */
class Outage {
  away = true
  /** Attempts that got as far as the gateway, by the path they came. */
  readonly attempts = { local: 0, regular: 0 }

  readonly around = (real: AccountingGateway): AccountingGateway => ({
    post: (batch) => {
      this.attempts[activityInfo().isLocal ? 'local' : 'regular'] += 1
      if (this.away) throw Object.assign(new Error('Accounting is away'), { code: 'ECONNREFUSED' })
      return real.post(batch)
    },
  })
}

describe('While Accounting is away', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start()
  })
  afterEach(() => stack.stopWorkers())
  afterAll(() => stack.close())

  it('a loan shows it, keeps trying, lets those who wait go, and recovers', async () => {
    const outage = new Outage()
    await stack.startWorker({ accounting: outage.around })
    const loan = stack.loan()
    await loan.stage(loan.disbursement())
    expect(await loan.process(1, 'DISBURSEMENT')).toEqual({ seq: 1, status: 'SEE_ROW' })
    await loan.submit(loan.repayment({ principal: '100' }))

    const seen = await loan.seen()
    expect(seen.health).toBe('RETRYING')
    expect(seen.details).toContain('Waits for a system that does not answer')
    await eventually('a second regular attempt', () =>
      outage.attempts.regular >= 2 ? true : undefined,
    )
    const { raw } = await loan.handle.describe()
    expect(raw.pendingActivities).toMatchObject([{ activityType: { name: 'accounting' } }])
    expect(outage.attempts.local).toBe(1)
    expect(await loan.outcomes()).toEqual(['STAGED', 'STAGED'])

    outage.away = false
    await loan.settled()
    expect(await loan.outcomes()).toEqual(['POSTED', 'POSTED'])
    await loan.idleHistory()
    const healed = await loan.seen()
    expect(healed.health).toBe('OK')
    expect(healed.details).toContain('Waits for the next event.')
    await expectBooksEqualLms(stack.database, loan.ref)
    await recordHistory('one-pass-accounting-outage', loan)
  })

  it('the step that recovers alone says so too', async () => {
    const outage = new Outage()
    await stack.startWorker({ accounting: outage.around })
    const loan = stack.loan()
    await loan.submit(loan.disbursement())
    await eventually('the outage to be met', () => (outage.attempts.regular > 0 ? true : undefined))
    outage.away = false
    await loan.settled()
    await loan.idleHistory()
    expect(await loan.seen()).toMatchObject({
      health: 'OK',
      details: expect.stringContaining('Waits for the next event.') as string,
    })
    await recordHistory('one-pass-accounting-outage-of-one', loan)
  })

  it('a cancelled loan still sees the event at hand through', async () => {
    const outage = new Outage()
    await stack.startWorker({ accounting: outage.around })
    const loan = stack.loan()
    await loan.submit(loan.disbursement())
    await eventually('the outage to be met', () => (outage.attempts.regular > 0 ? true : undefined))
    await loan.handle.cancel()
    await eventually('another attempt', () => (outage.attempts.regular > 1 ? true : undefined))
    expect((await loan.handle.describe()).status.name).toBe('RUNNING')

    outage.away = false
    await loan.settled()
    await expect(loan.handle.result()).rejects.toMatchObject({
      cause: { name: 'CancelledFailure' },
    })
    expect(await loan.outcomes()).toEqual(['POSTED'])
    expect(await loan.stream()).toMatchObject({ busy: false })
    await expectBooksEqualLms(stack.database, loan.ref)
    await recordHistory('one-pass-cancelled-in-an-outage', loan)
  })

  it('no answer in time opens the breaker too', async () => {
    const gate = stack.gate()
    let local = 0
    await stack.startWorker({
      accounting: (real) => ({
        async post(batch) {
          if (activityInfo().isLocal) {
            local += 1
            await gate.pass()
          }
          return real.post(batch)
        },
      }),
    })
    const loans = Array.from({ length: 5 }, () => stack.loan())
    for (const loan of loans) await loan.submit(loan.disbursement())
    await Promise.all(loans.map((loan) => loan.settled()))
    expect(local).toBeGreaterThanOrEqual(5)
    // Without a cache a local activity is begun again with its task: the count says nothing, that it stands does.
    const before = local
    const next = stack.loan()
    await next.submit(next.disbursement())
    await next.settled()
    expect(local).toBe(before)
  })

  it('the breaker keeps local activities from it, and lets them back afterwards', async () => {
    const outage = new Outage()
    await stack.startWorker({ accounting: outage.around })
    const loans = Array.from({ length: 8 }, () => stack.loan())
    let open = 0
    for (const [place, loan] of loans.entries()) {
      if (place === 4) open = performance.now()
      await loan.submit(loan.disbursement())
      await eventually('the patient path', () =>
        outage.attempts.regular > place ? true : undefined,
      )
    }
    // Five to open it, and one more after each five seconds that it was open.
    const probes = Math.floor((performance.now() - open) / 5_000)
    expect(outage.attempts.local).toBeGreaterThanOrEqual(5)
    expect(outage.attempts.local).toBeLessThanOrEqual(5 + probes)

    outage.away = false
    await Promise.all(loans.map((loan) => loan.settled()))
    const [first = stack.loan()] = loans
    let principal = 100
    await eventually('the breaker to close', async () => {
      const before = outage.attempts.local
      principal += 1
      await first.submit(first.repayment({ principal: String(principal) }), 5_000)
      return outage.attempts.local > before ? true : undefined
    })
    await first.settled()
    await Promise.all(loans.map((loan) => expectBooksEqualLms(stack.database, loan.ref)))
  })
})
