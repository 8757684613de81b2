import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'

import { importFile } from '../../src/import/import-file'
import type { ImportOptions, ImportTally } from '../../src/import/import-file'
import { PushClient } from '../../src/push-client/push-client'
import { verifyBooks } from '../../src/verify/verify-books'
import { startApiUnderTest } from '../api/api-under-test'
import type { Answer, ApiUnderTest } from '../api/api-under-test'
import { disbursement, newLoanId, repayment } from '../api/requests'
import { eventually } from '../support/eventually'
import { LoanStack } from '../support/loan-stack'
import { TestLoan } from '../support/test-loan'
import { startUnreliableProxy } from './unreliable-proxy'

type Fields = Record<string, unknown>

const cellText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

describe('Importing a file', () => {
  let stack: LoanStack
  let api: ApiUnderTest
  let folder: string
  beforeAll(async () => {
    stack = await LoanStack.start()
    await stack.startWorker()
    api = await startApiUnderTest({ on: stack })
  })
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'loansaga-import-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  afterAll(async () => {
    await api.close()
    await stack.close()
  })

  const path = (name: string) => join(folder, name)
  const runImport = (text: string, given: Partial<ImportOptions> = {}): Promise<ImportTally> => {
    const format = given.format ?? 'jsonl'
    return importFile({
      source: Readable.from([Buffer.from(text)]),
      format,
      resultsFile: path('results.jsonl'),
      refusedFile: path(`refused.${format}`),
      client: new PushClient({ url: api.url, apiKey: api.key }),
      onProgress: () => undefined,
      signal: new AbortController().signal,
      ...given,
    })
  }
  const jsonLines = (rows: Fields[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  const linesOf = (name: string): Answer[] =>
    readFileSync(path(name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
  const payments = (loanId: string, count: number): Fields[] =>
    Array.from({ length: count }, (_, place) => ({
      type: 'repayment',
      ...repayment({ loanId, repaymentPrincipal: 100 + place }),
    }))
  const settled = (loanId: string) =>
    eventually(`the events of ${loanId}`, async () => {
      const { body } = await api.get(`/lms-integration/loans/${loanId}`)
      const isDone = body.events.every(({ status }: Answer) => status !== 'QUEUED')
      return isDone ? (body.events as Answer[]) : undefined
    })

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
    const tally = await runImport(jsonLines(rows))
    expect(tally).toMatchObject({ staged: 123, duplicates: 0, refused: 0, skipped: 0 })
    for (const loanId of loans) {
      const events = await settled(loanId)
      expect(events.map(({ status, error }) => error?.code ?? status)).toEqual(
        Array(41).fill('POSTED'),
      )
      expect(events.slice(1).map(({ payload }) => payload.repaymentPrincipal)).toEqual(
        Array.from({ length: 40 }, (_, place) => 100 + place),
      )
    }
    const results = linesOf('results.jsonl')
    expect(results.map(({ row }) => row).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 123 }, (_, place) => place + 1),
    )
    const { body } = await api.get(`/lms-integration/events/${results[0].eventId}`)
    expect(body.loanId).toBe(rows[results[0].row - 1]!.loanId)
    expect(existsSync(path('refused.jsonl'))).toBe(false)
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
    expect(await runImport(text)).toMatchObject({ staged: 3 })
    expect(await runImport(text)).toMatchObject({ skipped: 3, staged: 0, duplicates: 0 })
    rmSync(path('results.jsonl'))
    expect(await runImport(text)).toMatchObject({ duplicates: 3, staged: 0 })
    expect(await settled(loanId)).toHaveLength(3)
  })

  it('reads CSV: an empty cell is an absent field, and the keys are those of JSON Lines', async () => {
    const loanId = newLoanId()
    const columns = ['type', ...Object.keys({ ...disbursement(), ...repayment() })]
    const cellsOf = (row: Fields) => columns.map((name) => cellText(row[name])).join(',')
    const rows: Fields[] = [
      { type: 'disbursement', ...disbursement({ loanId }) },
      ...payments(loanId, 2),
    ]
    const csv = [columns.join(','), ...rows.map(cellsOf)].join('\r\n')
    expect(await runImport(csv, { format: 'csv' })).toMatchObject({ staged: 3, refused: 0 })
    const filled = rows.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '')),
    )
    rmSync(path('results.jsonl'))
    expect(await runImport(jsonLines(filled))).toMatchObject({ duplicates: 3 })
  })

  it('keeps the text of numbers', async () => {
    const loanId = newLoanId()
    const row = JSON.stringify({ type: 'disbursement', ...disbursement({ loanId }) })
    const over = row.replace('"loanAmount":1000000', '"loanAmount":1000000.000000000000000001')
    await runImport(over)
    expect(readFileSync(path('refused.jsonl'), 'utf8')).toContain('1000000.000000000000000001')
    const exact = row.replace('"loanAmount":1000000', '"loanAmount":10000000000.10')
    await runImport(exact)
    const [event] = await settled(loanId)
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
      const columns = ['type', ...Object.keys({ ...disbursement(), ...repayment() })]
      const line = (row: Fields) => columns.map((name) => cellText(row[name])).join(',')
      const text =
        format === 'csv'
          ? [columns.join(','), ...rows.map(line), 'too,short'].join('\n')
          : `${jsonLines(rows)}{"type":`
      const tally = await runImport(text, { format })
      expect(tally).toMatchObject({ staged: 0, refused: 6 })
      expect(
        linesOf('results.jsonl')
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
      const refused = readFileSync(path(`refused.${format}`), 'utf8')
      expect(refused).toContain('loanAmount: ')

      const mended = refused.replace('a lot', '500000').replace('repaiment', 'repayment')
      const again = await runImport(mended, {
        format,
        resultsFile: path('again.jsonl'),
        refusedFile: path(`again.${format}`),
      })
      expect(again).toMatchObject({ staged: 5, refused: 1 })
      expect(await settled(loanId)).toHaveLength(5)
    },
  )

  it('goes on where it was stopped', async () => {
    const loanId = newLoanId()
    const text = jsonLines([
      { type: 'disbursement', ...disbursement({ loanId }) },
      ...payments(loanId, 1_500),
    ])
    const stopping = new AbortController()
    const first = await runImport(text, {
      signal: stopping.signal,
      onProgress: () => stopping.abort(),
    })
    expect(first.staged).toBe(500)
    const second = await runImport(text)
    expect(second).toMatchObject({ skipped: 500, staged: 1_001, duplicates: 0 })
    expect(new Set(linesOf('results.jsonl').map(({ row }) => row)).size).toBe(1_501)
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
    expect(await runImport(jsonLines(rows))).toMatchObject({ refused: 1 })
    rows[0]!['loanAmount'] = 1000
    rows[0]!['adminFee'] = 0
    rows[0]!['vatOnAdminFee'] = 0
    expect(await runImport(jsonLines(rows))).toMatchObject({ skipped: 0, staged: 1 })
  })

  it('loses and doubles nothing when connections break and answers are lost', async () => {
    const proxy = await startUnreliableProxy(api.url)
    const loans = Array.from({ length: 30 }, () => newLoanId())
    const rows = loans.flatMap((loanId) => [
      { type: 'disbursement', ...disbursement({ loanId }) },
      ...payments(loanId, 50),
    ])
    const client = new PushClient({ url: proxy.url, apiKey: api.key })
    const tally = await runImport(jsonLines(rows), { client })
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
    await expect(runImport(text, { client })).rejects.toThrow('answered 401')
    expect(readFileSync(path('results.jsonl'), 'utf8')).toBe('')
    expect(await runImport(text)).toMatchObject({ staged: 1 })
  })

  it('refuses a file that is not UTF-8, and a header that lacks what it needs', async () => {
    const source = Readable.from([Buffer.from([0x7b, 0xff, 0x7d])])
    await expect(runImport('', { source })).rejects.toThrow('not UTF-8')
    await expect(runImport('loanId,a\n', { format: 'csv' })).rejects.toThrow('lacks type')
    await expect(runImport('type,loanId,a,a\n', { format: 'csv' })).rejects.toThrow('a twice')
  })
})
