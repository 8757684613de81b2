import { AccountingClient } from '../../../src/accounting/http/accounting-client'
import { HttpAccounting } from '../../../src/accounting/http/http-accounting'
import { eventually } from '../../support/eventually'
import { LoanStack } from '../../support/loan-stack'
import { recordHistory } from '../../support/record-history'
import type { TestLoan } from '../../support/test-loan'
import { API_KEY } from './lms-under-test'
import { startStubAccounting } from './stub-accounting'
import type { StubAccounting } from './stub-accounting'

describe('a loan whose Accounting is elsewhere', () => {
  let there: StubAccounting
  let stack: LoanStack

  beforeAll(async () => {
    there = await startStubAccounting()
    stack = await LoanStack.start({ accounting: 'http' })
    const options = { url: there.url, apiKey: API_KEY, timeoutSeconds: 2, leaveAloneMs: 200 }
    const gateway = new HttpAccounting(stack.database, new AccountingClient(options))
    await stack.startWorker({ accounting: () => gateway })
  })
  afterAll(async () => {
    await stack.close()
    await there.close()
  })

  async function scheduled(loan: TestLoan): Promise<(string | null | undefined)[]> {
    const events = await loan.idleHistory()
    return events.flatMap(({ activityTaskScheduledEventAttributes: attributes }) =>
      attributes ? [attributes.activityType?.name] : [],
    )
  }

  it('is posted by a regular activity, once per batch', async () => {
    const loan = stack.loan()
    await loan.stage(loan.disbursement(), ...loan.repayments(3))
    await loan.signal(1)
    await loan.settled(4)
    expect(await loan.outcomes()).toEqual(Array(4).fill('POSTED'))
    expect(await scheduled(loan)).toEqual(['accounting'])
    await recordHistory('external-accounting', loan)
  })

  it('shows an outage, and goes on by itself once the key is mended', async () => {
    const loan = stack.loan()
    const unauthorized = { status: 401, body: {} }
    there.script.push(unauthorized, unauthorized)
    await loan.submit(loan.disbursement())
    const failure = await eventually('a pending activity that failed', async () => {
      // The loan is told behind the answer to its sender.
      const described = await loan.handle.describe().catch(() => undefined)
      const pending = described?.raw.pendingActivities
      return pending?.[0]?.lastFailure?.message ?? undefined
    })
    expect(failure).toBe(
      'Accounting does not accept the API key (401): ACCOUNTING_API_KEY must be mended.',
    )
    expect((await loan.state()).health).toBe('RETRYING')
    await loan.settled(1)
    expect(await loan.outcomes()).toEqual(['POSTED'])
    await eventually('the loan to be well', async () =>
      (await loan.state()).health === 'OK' ? true : undefined,
    )
  })

  it('is never posted within a workflow task, even if it was started as if it were here', async () => {
    const loan = stack.loan()
    await loan.stage(loan.disbursement())
    const teller = stack.tellerWith({ continueAsNewEvents: 400, quietMs: 3_600_000 })
    await teller.signal({
      loan: loan.ref,
      envelope: {
        ...{ eventId: 'any', seq: 1, kind: 'DISBURSEMENT', effectiveDate: '2025-01-01' },
        figures: {},
      },
    })
    await loan.settled(1)
    expect(await loan.outcomes()).toEqual(['POSTED'])
    expect(await scheduled(loan)).toEqual(['accounting'])
  })
})
