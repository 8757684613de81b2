import { existsSync } from 'node:fs'

import { PushClient } from '../../src/push-client/push-client'
import { verifyBooks } from '../../src/verify/verify-books'
import { startApiUnderTest } from '../api/api-under-test'
import type { Answer, ApiUnderTest } from '../api/api-under-test'
import { disbursement, newLoanId, repayment } from '../api/requests'
import { LoanStack } from '../support/loan-stack'
import { TestLoan } from '../support/test-loan'
import { csv, ImportUnderTest, jsonLines } from './import-under-test'
import type { Fields } from './import-under-test'
import { startUnreliableProxy } from './unreliable-proxy'

describe('Importing a file', () => {
  let stack: LoanStack
  let api: ApiUnderTest
  let imports: ImportUnderTest
  beforeAll(async () => {
    stack = await LoanStack.start()
    await stack.startWorker()
    api = await startApiUnderTest({ on: stack })
  })
  beforeEach(() => {
    imports = new ImportUnderTest(api)
  })
  afterEach(() => imports.close())
  afterAll(async () => {
    await api.close()
    await stack.close()
  })

  const payments = (loanId: string, count: number): Fields[] =>
    Array.from({ length: count }, (_, place) => ({
      type: 'repayment',
      ...repayment({ loanId, repaymentPrincipal: 100 + place }),
    }))
  const eventsOf = async (loanId: string): Promise<Answer[]> =>
    (await api.get(`/lms-integration/loans/${loanId}`)).body.events.toReversed()

  it('pushes every row, a loan’s in their order, and writes a result for each', async () => {
    const loans = [newLoanId(), newLoanId(), newLoanId()]
    const rows: Fields[] = [
      ...loans.map((loanId) => ({ type: 'disbursement', ...disbursement({ loanId }) })),
      ...Array.from({ length: 40 }, (_, place) =>
        loans.map((loanId) => ({
          type: 'repayment',
          ...repayment({ loanId, repaymentPrincipal: 100 + place }),
        })),
      ).flat(),
    ]
    const tally = await imports.run(jsonLines(rows))
    expect(tally).toMatchObject({ staged: 123, duplicates: 0, refused: 0, skipped: 0 })
    for (const loanId of loans) {
      const events = await eventsOf(loanId)
      expect(events.map(({ status, error }) => error?.code ?? status)).toEqual(
        Array(41).fill('POSTED'),
      )
      expect(events.slice(1).map(({ payload }) => payload.repaymentPrincipal)).toEqual(
        Array.from({ length: 40 }, (_, place) => 100 + place),
      )
    }
    expect(tally.outcomes).toEqual({ POSTED: 123, REVERSED: 0, FAILED: 0, PARKED: 0 })
    const results = imports.lines('results.jsonl')
    const last = new Map(results.map(({ row, push }) => [row, push]))
    expect([...last.keys()].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 123 }, (_, place) => place + 1),
    )
    expect([...last.values()]).toEqual(Array(123).fill('POSTED'))
    const { body } = await api.get(`/lms-integration/events/${results[0].eventId}`)
    expect(body.loanId).toBe(rows[results[0].row - 1]!.loanId)
    expect(existsSync(imports.path('refused.jsonl'))).toBe(false)
    expect((await verifyBooks(stack.database)).differences.items).toEqual([])
  })

  it('takes equal rows for as many events, and the same file only once', async () => {
    const loanId = newLoanId()
    const [payment] = payments(loanId, 1)
    const text = jsonLines([
      { type: 'disbursement', ...disbursement({ loanId }) },
      payment!,
      payment!,
    ])
    expect(await imports.run(text)).toMatchObject({ staged: 3 })
    expect(await imports.run(text)).toMatchObject({ skipped: 3, staged: 0, duplicates: 0 })
    expect(await imports.runAnew(text)).toMatchObject({ duplicates: 3, staged: 0 })
    expect(await eventsOf(loanId)).toHaveLength(3)
  })

  it('reads CSV: an empty cell is an absent field, and the keys are those of JSON Lines', async () => {
    const loanId = newLoanId()
    const rows: Fields[] = [
      { type: 'disbursement', ...disbursement({ loanId }) },
      ...payments(loanId, 2),
    ]
    const text = csv(rows, ',', '\r\n')
    expect(await imports.run(text, { format: 'csv' })).toMatchObject({ staged: 3, refused: 0 })
    const filled = rows.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '')),
    )
    expect(await imports.runAnew(jsonLines(filled))).toMatchObject({ duplicates: 3 })
  })

  it('keeps the text of numbers', async () => {
    const loanId = newLoanId()
    const row = JSON.stringify({ type: 'disbursement', ...disbursement({ loanId }) })
    const over = row.replace('"loanAmount":1000000', '"loanAmount":1000000.000000000000000001')
    await imports.run(over)
    expect(imports.text('refused.jsonl')).toContain('1000000.000000000000000001')
    const exact = row.replace('"loanAmount":1000000', '"loanAmount":10000000000.10')
    await imports.run(exact)
    const [event] = await eventsOf(loanId)
    expect(event.payload.loanAmount).toBe(10000000000.1)
  })

  it.each(['jsonl', 'csv'] as const)(
    'gives refused rows back as %s with their reasons, to be mended and imported again',
    async (format) => {
      const loanId = newLoanId()
      const rows: Fields[] = [
        { type: 'disbursement', ...disbursement({ loanId, loanAmount: 'a lot' }) },
        ...payments(loanId, 2),
        payments(loanId, 2)[1]!,
        { type: 'repaiment', ...repayment({ loanId }) },
      ]
      const text = format === 'csv' ? `${csv(rows)}too,short` : `${jsonLines(rows)}{"type":`
      const tally = await imports.run(text, { format })
      expect(tally).toMatchObject({ staged: 0, refused: 6 })
      expect(
        imports
          .lines('results.jsonl')
          .map(({ code }) => code)
          .sort(),
      ).toEqual([
        'MALFORMED_ROW',
        'ORDER_VIOLATION',
        'ORDER_VIOLATION',
        'ORDER_VIOLATION',
        'VALIDATION_FAILED',
        'VALIDATION_FAILED',
      ])
      const refused = imports.text(`refused.${format}`)
      expect(refused).toContain('loanAmount: ')

      const mended = refused.replace('a lot', '500000').replace('repaiment', 'repayment')
      const again = await imports.run(mended, {
        format,
        resultsFile: imports.path('again.jsonl'),
        refusedFile: imports.path(`again.${format}`),
      })
      expect(again).toMatchObject({ staged: 5, refused: 1 })
      expect(await eventsOf(loanId)).toHaveLength(5)
    },
  )

  it('goes on where it was stopped', async () => {
    const loanId = newLoanId()
    const text = jsonLines([
      { type: 'disbursement', ...disbursement({ loanId }) },
      ...payments(loanId, 1_500),
    ])
    const stopping = new AbortController()
    const first = await imports.run(text, {
      signal: stopping.signal,
      onProgress: ({ staged }) => staged > 0 && stopping.abort(),
    })
    expect(first.staged).toBe(500)
    const second = await imports.run(text)
    expect(second).toMatchObject({ skipped: 500, staged: 1_001, duplicates: 0 })
    expect(new Set(imports.lines('results.jsonl').map(({ row }) => row)).size).toBe(1_501)
    const loan = new TestLoan(stack, { businessId: api.businessId, loanId })
    expect((await loan.events()).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 1_501 }, (_, place) => place + 1),
    )
  })

  it('sends a row again that was changed since', async () => {
    const loanId = newLoanId()
    const rows: Fields[] = [
      { type: 'disbursement', key: loanId, ...disbursement({ loanId, loanAmount: 0 }) },
    ]
    expect(await imports.run(jsonLines(rows))).toMatchObject({ refused: 1 })
    rows[0]!['loanAmount'] = 1000
    rows[0]!['adminFee'] = 0
    rows[0]!['vatOnAdminFee'] = 0
    expect(await imports.run(jsonLines(rows))).toMatchObject({ skipped: 0, staged: 1 })
  })

  it('loses and doubles nothing when connections break and answers are lost', async () => {
    const proxy = await startUnreliableProxy(api.url)
    const loans = Array.from({ length: 30 }, () => newLoanId())
    const rows = loans.flatMap((loanId) => [
      { type: 'disbursement', ...disbursement({ loanId }) },
      ...payments(loanId, 50),
    ])
    const client = new PushClient({ url: proxy.url, apiKey: api.key })
    const tally = await imports.run(jsonLines(rows), { client })
    await proxy.stop()
    expect(proxy.broken()).toBeGreaterThan(2)
    expect(tally.refused).toBe(0)
    expect(tally.staged + tally.duplicates).toBe(30 * 51)
    expect(tally.duplicates).toBeGreaterThan(0)
    for (const loanId of loans) {
      const loan = new TestLoan(stack, { businessId: api.businessId, loanId })
      expect(await loan.events()).toHaveLength(51)
    }
  })

  it('stops at once where the key is not taken', async () => {
    const loanId = newLoanId()
    const text = jsonLines([{ type: 'disbursement', ...disbursement({ loanId }) }])
    const client = new PushClient({ url: api.url, apiKey: 'lsk_wrong' })
    await expect(imports.run(text, { client })).rejects.toThrow('answered 401')
    expect(imports.text('results.jsonl')).toBe('')
    expect(await imports.run(text)).toMatchObject({ staged: 1 })
  })
})
