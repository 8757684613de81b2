import { createHash } from 'node:crypto'

import type { HttpAccounting } from '../../../src/accounting/http/http-accounting'
import { postingKey } from '../../../src/accounting/http/posting-key'
import { verifyBooks } from '../../../src/verify/verify-books'
import { eventually } from '../../support/eventually'
import type { LoanRequests } from '../../support/loan-requests'
import { API_KEY, LEAVE_ALONE_MS, LmsUnderTest } from './lms-under-test'
import { pushed, refusedWith, startStubAccounting } from './stub-accounting'
import type { StubAccounting } from './stub-accounting'

describe('posting to an external Accounting', () => {
  let lms: LmsUnderTest
  let there: StubAccounting
  let gateway: HttpAccounting
  let loan: LoanRequests

  beforeAll(async () => {
    lms = await LmsUnderTest.start()
  })
  afterAll(() => lms.close())
  beforeEach(async () => {
    there = await startStubAccounting()
    gateway = lms.gateway(there.url)
    loan = lms.loan()
  })
  afterEach(() => there.close())

  function bodies(): unknown[] {
    return there.asked.map(({ body }) => JSON.parse(body) as unknown)
  }

  it('says each event as the contract has it, in exact major units', async () => {
    const { loanId } = loan.ref
    await lms.post(
      gateway,
      loan,
      loan.disbursement({ amount: '100000000000000', adminFee: '25000', vat: '4500' }),
      loan.revenue({ month: '2025-01', amount: '3000001' }),
      loan.repayment({ principal: '8000000', interest: '5', fee: '500', feeName: 'Late fee' }),
    )
    await lms.post(gateway, loan, loan.settlement({ principal: '99999992000000', interest: '0' }))
    expect(there.asked.map(({ path }) => path)).toEqual([
      '/lms-integration/disbursement',
      '/lms-integration/revenue-report',
      '/lms-integration/repayment',
      '/lms-integration/early-settlement',
    ])
    const party = { customerId: 'C-1', customerName: 'Amani', loanId }
    expect(bodies()).toEqual([
      {
        ...party,
        ...{ loanAmount: 1e12, adminFee: 250, vatOnAdminFee: 45, disbursementDate: '2025-01-15' },
      },
      { ...party, revenueMonth: '2025-01', revenueAmount: 30000.01 },
      {
        ...party,
        ...{ repaymentPrincipal: 80000, repaymentInterest: 0.05, repaymentDate: '2025-02-15' },
        ...{ feeAmount: 5, feeName: 'Late fee' },
      },
      {
        ...party,
        repaymentEarlySettlementPrincipal: 999999920000,
        repaymentEarlySettlementInterest: 0,
        repaymentEarlySettlementDate: '2025-02-15',
        ...{ feeAmount: 0, feeName: '' },
      },
    ])
    expect(there.asked[0]?.body).toContain('"loanAmount":1000000000000.00,"adminFee":250.00')
    expect(there.asked[0]?.headers).toMatchObject({
      'x-lms-api-key': API_KEY,
      'content-type': 'application/json',
      prefer: 'wait=1',
    })
    expect(await lms.outcomes(loan)).toEqual(['POSTED', 'POSTED', 'POSTED', 'POSTED'])
  })

  it('keeps what came before a fault, and sends it never again', async () => {
    await lms.stage(loan.disbursement(), ...loan.repayments(3))
    there.script.push(pushed('a', 'POSTED'), pushed('b', 'POSTED'), { status: 500, body: '' })
    const first = await gateway.post(await lms.take(loan))
    expect(first).toEqual({
      outcomes: [1, 2].map((seq) => ({ seq, status: 'POSTED' })),
      more: true,
      compensationOwed: false,
    })
    there.script.push({ status: 500, body: '' })
    await expect(gateway.post(await lms.take(loan))).rejects.toThrow('Accounting answers 500.')
    await gateway.post(await lms.take(loan))
    const keys = there.asked.map(({ headers }) => headers['idempotency-key'])
    const ids = (await lms.events(loan)).map(({ id }) => `${loan.ref.loanId}:${id}:accounting`)
    expect(keys).toEqual([ids[0], ids[1], ids[2], ids[2], ids[2], ids[3]])
    expect(await lms.outcomes(loan)).toEqual(Array(4).fill('POSTED'))
  })

  it('ends here what was answered before this side could write it down', async () => {
    const [eventId] = await lms.stage(loan.disbursement())
    const batch = await lms.take(loan)
    await lms.database.query(
      'test_external',
      `INSERT INTO external_posting (event_id, generation, stream_id, business_id, remote_event_id, remote_status)
       VALUES ($1, 1, $2::bigint, $3, 'there', 'POSTED')`,
      [eventId, batch.streamId, loan.ref.businessId],
    )
    expect(await gateway.post(batch)).toMatchObject({ outcomes: [{ seq: 1, status: 'POSTED' }] })
    expect(there.asked).toEqual([])
  })

  it('lets two attempts of one batch end it once', async () => {
    await lms.stage(loan.disbursement(), ...loan.repayments(5))
    const batch = await lms.take(loan)
    const attempts = await Promise.allSettled([gateway.post(batch), gateway.post(batch)])
    expect(attempts.some(({ status }) => status === 'fulfilled')).toBe(true)
    await lms.post(gateway, loan)
    expect(await lms.outcomes(loan)).toEqual(Array(6).fill('POSTED'))
    const [kept] = await lms.database.query<{ answers: number }>(
      'test_answers',
      'SELECT count(*)::int AS answers FROM external_posting WHERE stream_id = $1::bigint',
      [batch.streamId],
    )
    expect(kept?.answers).toBe(6)
  })

  it('fails what the LMS refuses without a word to the other side', async () => {
    await lms.post(
      gateway,
      loan,
      loan.disbursement(),
      loan.settlement({ principal: '1' }),
      loan.repayment({ principal: '2' }),
    )
    expect(await lms.outcomes(loan)).toEqual(['POSTED', 'FAILED SETTLEMENT_SHORT', 'POSTED'])
    expect(there.asked).toHaveLength(2)
  })

  it('takes the ones behind a refused event again, in a generation of their own', async () => {
    await lms.stage(loan.disbursement(), ...loan.repayments(2))
    there.script.push(pushed('a', 'POSTED'), refusedWith('PERIOD_LOCKED'))
    await lms.post(gateway, loan)
    expect(await lms.outcomes(loan)).toEqual(['POSTED', 'FAILED PERIOD_LOCKED', 'POSTED'])
    const [, , last] = await lms.events(loan)
    expect(last?.generation).toBe(2)
    expect(there.asked.at(-1)?.headers['idempotency-key']).toMatch(/:accounting:g2$/)
  })

  it('names the other side’s event in a reversal, and withdraws its own', async () => {
    there.script.push(pushed('a', 'POSTED'), pushed('b', 'POSTED'))
    const [, paid = ''] = await lms.post(gateway, loan, loan.disbursement(), ...loan.repayments(1))
    await lms.post(gateway, loan, loan.reversal(paid, { reason: 'typed twice' }))
    expect(bodies().at(-1)).toEqual({
      ...{ loanId: loan.ref.loanId, eventId: 'b', reason: 'typed twice' },
      ...{ reversalDate: '2025-12-31', cascade: false },
    })
    expect(there.asked.at(-1)?.path).toBe('/lms-integration/reversal')
    expect(await lms.outcomes(loan)).toEqual(['POSTED', 'REVERSED', 'POSTED'])
  })

  it('undoes a reversal that the other side refuses, and parks one it contradicts', async () => {
    const [, paid = ''] = await lms.post(gateway, loan, loan.disbursement(), ...loan.repayments(1))
    there.script.push(refusedWith('REVERSAL_BLOCKED'))
    await lms.post(gateway, loan, loan.reversal(paid))
    expect(await lms.outcomes(loan)).toEqual(['POSTED', 'POSTED', 'FAILED REVERSAL_BLOCKED'])
    await lms.stage(loan.reversal(paid))
    there.script.push(refusedWith('ALREADY_REVERSED'))
    await gateway.post(await lms.take(loan))
    expect((await lms.outcomes(loan)).at(-1)).toBe('PARKED ACCOUNTING_UNCLEAR')
  })

  it('leaves the other side alone after five failures in a row, then tries one', async () => {
    await lms.stage(loan.disbursement())
    const batch = await lms.take(loan)
    there.script.push(...Array.from({ length: 5 }, () => ({ status: 500, body: '' })))
    for (let failed = 0; failed < 5; failed += 1) {
      await expect(gateway.post(batch)).rejects.toThrow('answers 500')
    }
    await expect(gateway.post(batch)).rejects.toMatchObject({ retryAfterMs: LEAVE_ALONE_MS })
    expect(there.asked).toHaveLength(5)
    const posted = await eventually('the one that tries again', () =>
      gateway.post(batch).catch(() => undefined),
    )
    expect(posted).toMatchObject({ outcomes: [{ seq: 1, status: 'POSTED' }] })
    expect(there.asked).toHaveLength(6)
  })

  it('stops with the worker, and keeps what was posted until then', async () => {
    await lms.stage(loan.disbursement(), ...loan.repayments(1))
    const stop = new AbortController()
    there.script.push(pushed('a', 'POSTED'), 'SILENCE')
    const posting = gateway.post(await lms.take(loan), stop.signal)
    await eventually('the second on its way', () => there.asked[1])
    stop.abort()
    expect(await posting).toMatchObject({ outcomes: [{ seq: 1, status: 'POSTED' }], more: true })
    const stopped = gateway.post(await lms.take(loan), stop.signal)
    await expect(stopped).rejects.toMatchObject({ faultCode: 'ACCOUNTING_INTERRUPTED' })
  })

  it('keeps its answers for good', async () => {
    await lms.post(gateway, loan, loan.disbursement())
    for (const statement of [
      `UPDATE external_posting SET remote_event_id = 'other'`,
      'DELETE FROM external_posting',
      'TRUNCATE external_posting',
    ]) {
      await expect(lms.asOwner(statement)).rejects.toThrow('append-only')
    }
  })

  it('verifies what is here, and finds what was not posted there', async () => {
    await lms.post(gateway, loan, loan.disbursement(), loan.revenue(), ...loan.repayments(2))
    const { businessId } = loan.ref
    const clean = await verifyBooks(lms.database, { businessId })
    expect(clean.differences.items).toEqual([])
    expect(clean.bookedElsewhere).toBeGreaterThan(0)

    const other = lms.loan()
    await lms.post(gateway, other, other.disbursement(), ...other.repayments(1))
    await lms.asOwner(
      `ALTER TABLE external_posting DISABLE TRIGGER no_delete;
       DELETE FROM external_posting x USING loan_event e JOIN loan_stream s ON s.id = e.stream_id
         WHERE e.id = x.event_id AND e.seq = 2 AND s.external_id = '${other.ref.loanId}';
       ALTER TABLE external_posting ENABLE TRIGGER no_delete`,
    )
    const found = await verifyBooks(lms.database, { businessId })
    expect(found.differences.items).toMatchObject([
      {
        loanId: other.ref.loanId,
        check: 'external-postings',
        subject: 'event 2 (REPAYMENT), in the external Accounting',
        expected: 'posted',
        found: 'not posted',
      },
    ])
  })
})

describe('the key of a posting', () => {
  it('names loan, event and step, and the generation from the second on', () => {
    expect(postingKey('LN-1', 'e', 1)).toBe('LN-1:e:accounting')
    expect(postingKey('LN-1', 'e', 2)).toBe('LN-1:e:accounting:g2')
  })

  it.each(['x'.repeat(250), 'ŁN-1', 'a\u00e9'])('carries a hash of %s instead', (loanId) => {
    const hash = createHash('sha256').update(loanId).digest('hex')
    expect(postingKey(loanId, 'e', 1)).toBe(`${hash}:e:accounting`)
  })
})
