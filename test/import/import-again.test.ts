import { createHash } from 'node:crypto'
import { appendFileSync } from 'node:fs'

import { pino } from 'pino'

import { OperatorDesk } from '../../src/operations/operator-desk'
import { startApiUnderTest } from '../api/api-under-test'
import type { Answer, ApiUnderTest } from '../api/api-under-test'
import { disbursement, newLoanId, repayment } from '../api/requests'
import { LoanStack } from '../support/loan-stack'
import { TestLoan } from '../support/test-loan'
import { csv, ImportUnderTest, jsonLines } from './import-under-test'
import type { Fields } from './import-under-test'

describe('Importing a file again', () => {
  let stack: LoanStack
  let api: ApiUnderTest
  let imports: ImportUnderTest
  let loanId: string
  beforeAll(async () => {
    stack = await LoanStack.start()
    await stack.startWorker()
    api = await startApiUnderTest({ on: stack })
  })
  beforeEach(() => {
    imports = new ImportUnderTest(api)
    loanId = newLoanId()
  })
  afterEach(() => imports.close())
  afterAll(async () => {
    await api.close()
    await stack.close()
  })

  const asCsv = { format: 'csv' as const }
  const outcomes = async (): Promise<string[]> => {
    const { body } = await api.get(`/lms-integration/loans/${loanId}`)
    return (body.events as Answer[])
      .toReversed()
      .map(({ type, status, error }) => [type, error?.code ?? status].join(' '))
  }
  const disbursed = (given: Fields = {}): Fields => ({
    type: 'disbursement',
    ...disbursement({ loanId, ...given }),
  })
  const paid = (given: Fields = {}): Fields => ({
    type: 'repayment',
    ...repayment({ loanId, ...given }),
  })

  it.each<[string, Fields, string?]>([
    ['a corrected name', { customerName: 'Asha M. Mwakyusa' }],
    ['amounts spelled otherwise', { repaymentPrincipal: '80000.00', loanAmount: '1e6' }],
    ['a column more', { branch: 'main' }],
    ['no fee instead of one of 0', { feeAmount: '', feeName: '' }],
    ['another VAT', { vatOnAdminFee: 1 }],
    ['semicolons', {}, ';'],
  ])('books nothing twice for %s', async (_what, change, delimiter = ',') => {
    const fee = { feeAmount: 0, feeName: '' }
    const rows = [disbursed(), paid(fee)]
    expect(await imports.run(csv(rows), asCsv)).toMatchObject({ staged: 2 })
    const changed = rows.map((row) => {
      const own = Object.entries(change).filter(([name]) => name in row || name === 'branch')
      return { ...row, ...Object.fromEntries(own) }
    })
    const text = csv(changed, delimiter)
    const options = { ...asCsv, ignoredColumns: new Set(['branch']) }
    expect(await imports.run(text, options)).toMatchObject({ skipped: 2 })
    expect(await imports.runAnew(text, options)).toMatchObject({ duplicates: 2 })
    expect(await outcomes()).toEqual(['DISBURSEMENT POSTED', 'REPAYMENT POSTED'])
  })

  it('keeps equal rows apart, however each of them is spelled', async () => {
    const rows = [disbursed(), paid(), paid({ repaymentPrincipal: '80000.0' })]
    expect(await imports.run(jsonLines(rows))).toMatchObject({ staged: 3 })
    const swapped = [rows[0]!, rows[2]!, rows[1]!]
    expect(await imports.runAnew(jsonLines(swapped))).toMatchObject({ duplicates: 3 })
  })

  it('sends what failed at its turn as a new attempt, once what it waited for is there', async () => {
    const rows = [
      disbursed({ disbursementDate: '2026-03-12' }),
      paid({ repaymentDate: '2026-03-10' }),
    ]
    const text = csv([...rows, paid({ repaymentDate: '2026-03-14' })])
    const first = await imports.run(text, asCsv)
    expect(first).toMatchObject({ staged: 3, outcomes: { POSTED: 2, FAILED: 1 } })
    expect(first.isWhole).toBe(false)
    expect([...first.codes]).toEqual([['FAILED', new Map([['DATE_BEFORE_DISBURSEMENT', 1]])]])
    expect(imports.text('refused.csv')).toMatch(/,2,DATE_BEFORE_DISBURSEMENT,/)

    // Nothing was corrected: it fails once more, and what stands is left alone.
    const second = await imports.run(text, asCsv)
    expect(second).toMatchObject({ skipped: 2, staged: 1, again: 1, outcomes: { FAILED: 1 } })

    const [{ eventId }] = imports.lines('results.jsonl').filter(({ row }) => row === 1)
    await api.post('/lms-integration/reversal', { loanId, eventId, reason: 'Date', cascade: true })
    await api.post('/lms-integration/disbursement', disbursement({ loanId }), { Prefer: 'wait=20' })
    const third = await imports.run(text, asCsv)
    expect(third).toMatchObject({ staged: 1, outcomes: { POSTED: 1, FAILED: 0 } })
    expect(await imports.run(text, asCsv)).toMatchObject({ skipped: 3, staged: 0 })
    const anew = await imports.runAnew(text, asCsv)
    expect(anew).toMatchObject({ duplicates: 3, staged: 0 })
    expect(anew.outcomes).toMatchObject({ POSTED: 1, REVERSED: 2, FAILED: 0 })
    const booked = (await outcomes()).filter((outcome) => outcome === 'REPAYMENT POSTED')
    expect(booked).toHaveLength(1)
  })

  it('books a failed row once, from the refused file or from the file itself', async () => {
    const text = csv([
      disbursed({ disbursementDate: '2026-03-12' }),
      paid({ repaymentDate: '2026-03-10' }),
    ])
    await imports.run(text, asCsv)
    const mended = imports.text('refused.csv').replace('2026-03-10', '2026-03-12')
    const refused = {
      ...{ ...asCsv, resultsFile: imports.path('mended.results.jsonl') },
      refusedFile: imports.path('mended.refused.csv'),
    }
    expect(await imports.run(mended, refused)).toMatchObject({ staged: 1, outcomes: { POSTED: 1 } })
    const again = await imports.run(text, asCsv)
    expect(again).toMatchObject({ staged: 0, refused: 1 })
    expect([...again.codes.keys()]).toEqual(['REFUSED'])
    expect(await outcomes()).toEqual([
      'DISBURSEMENT POSTED',
      'REPAYMENT DATE_BEFORE_DISBURSEMENT',
      'REPAYMENT POSTED',
    ])
  })

  it('sends a row with a key of its own again that was mended after it had failed', async () => {
    const failing = paid({ key: `${loanId}-pay`, repaymentDate: '2026-03-10' })
    const first = disbursed({ disbursementDate: '2026-03-12' })
    await imports.run(jsonLines([first, failing]))
    const mended = jsonLines([first, { ...failing, repaymentDate: '2026-03-12' }])
    expect(await imports.run(mended)).toMatchObject({ staged: 1, outcomes: { POSTED: 1 } })
    expect(await imports.runAnew(mended)).toMatchObject({ duplicates: 2, staged: 0 })
  })

  it('sends what was refused again, as a refusal uses up nothing', async () => {
    const text = jsonLines([paid()])
    expect(await imports.run(text)).toMatchObject({ refused: 1 })
    const again = await imports.run(text)
    expect(again).toMatchObject({ refused: 1, skipped: 0 })
    expect(imports.lines('refused.jsonl')).toHaveLength(1)
    await api.post('/lms-integration/disbursement', disbursement({ loanId }))
    const taken = await imports.run(text)
    expect(taken).toMatchObject({ staged: 1 })
    expect(taken.isWhole).toBe(true)
    expect(() => imports.text('refused.jsonl')).toThrow('ENOENT')
  })

  it('gives back what is parked, and sends it again once an operator has skipped it', async () => {
    const key = `${loanId}-odd`
    const text = jsonLines([disbursed(), paid({ key }), paid()])
    await imports.run(jsonLines([disbursed()]))
    const loan = new TestLoan(stack, { businessId: api.businessId, loanId })
    const pushed = loan.repayment(
      {
        ...{ principal: '8000000', interest: '3000000', fee: '50050', feeName: 'Late fee' },
        date: '2026-02-15',
      },
      { idempotencyKey: key },
    )
    // The event of the second row, as no push door would stage it.
    await loan.stage({
      ...pushed,
      payload: { ...pushed.payload, principal: 'ten' },
    })
    await loan.signal(2)
    await loan.idleHistory()

    const first = await imports.run(text)
    expect(first).toMatchObject({ skipped: 1, duplicates: 1, staged: 1, waiting: 1 })
    expect(first.outcomes).toMatchObject({ POSTED: 0, PARKED: 1 })
    expect(first.isWhole).toBe(false)
    expect(imports.lines('refused.jsonl')).toMatchObject([
      { refusedRow: 2, refusedCode: 'UNHANDLED', key },
    ])

    const { database, teller } = stack
    const logger = pino({ level: 'silent' })
    const desk = new OperatorDesk({ database, teller, logger, clock: api.clock })
    const { eventId } = imports.lines('results.jsonl').find(({ push }) => push === 'PARKED')
    await desk.decide('SKIP', {
      ...{ businessId: api.businessId, eventId, actor: 'operator', reason: 'Send it again' },
      ...{ reversalDate: null, cascade: false, key: null },
    })
    await loan.settled(3)
    const second = await imports.run(text)
    expect(second).toMatchObject({ skipped: 3, waiting: 0, outcomes: { POSTED: 1, FAILED: 1 } })
    const third = await imports.run(text)
    expect(third).toMatchObject({ skipped: 2, staged: 1, again: 1, outcomes: { POSTED: 1 } })
    expect(third.isWhole).toBe(true)
  })

  it('leaves rows without a key to the API’s rule of repeats where it is keyless', async () => {
    await api.post('/lms-integration/disbursement', disbursement({ loanId }))
    await api.post('/lms-integration/repayment', repayment({ loanId }))
    const own = paid({ key: `${loanId}-own` })
    const text = jsonLines([disbursed(), paid(), own, paid({ repaymentPrincipal: 5 })])
    const tally = await imports.run(text, { keyless: true })
    expect(tally).toMatchObject({ duplicates: 2, staged: 2 })
    expect(tally.outcomes.POSTED).toBe(4)
    const results = imports.lines('results.jsonl').filter(({ status }) => status !== 'OUTCOME')
    expect(results.map(({ key }) => key)).toEqual([null, null, `${loanId}-own`, null])
    expect(await imports.runAnew(text, { keyless: true })).toMatchObject({ duplicates: 4 })
    expect(await imports.run(text, { keyless: true })).toMatchObject({ skipped: 4 })
  })

  describe('that a version before 0.2 has imported', () => {
    /** As it hashed a row's content, by the spelling of every column. */
    const formerContent = (row: Fields) =>
      createHash('sha256')
        .update(
          JSON.stringify(
            Object.entries(row)
              .filter(([, value]) => value !== '')
              .sort(([one], [other]) => (one < other ? -1 : 1))
              .map(([name, value]) => [name, String(value)]),
          ),
        )
        .digest()
    const formerKey = (row: Fields, occurrence: number) =>
      `${formerContent(row).toString('hex')}-${occurrence}`

    it('finds it again by the keys of then', async () => {
      const rows = [disbursed(), paid(), paid()]
      await api.post('/lms-integration/batch', {
        events: rows.map((row, place) => ({ ...row, key: formerKey(row, place === 2 ? 2 : 1) })),
      })
      for (const text of [jsonLines(rows), jsonLines(rows)]) {
        expect(await imports.runAnew(text)).toMatchObject({ duplicates: 3, staged: 0 })
      }
      expect(await imports.runAnew(csv(rows), asCsv)).toMatchObject({ duplicates: 3, staged: 0 })
      expect(await outcomes()).toHaveLength(3)
    })

    it('sends what had failed under the key of then', async () => {
      const rows = [
        disbursed({ disbursementDate: '2026-03-12' }),
        paid({ repaymentDate: '2026-03-10' }),
      ]
      await api.post('/lms-integration/batch', {
        events: rows.map((row) => ({ ...row, key: formerKey(row, 1) })),
      })
      const text = jsonLines(rows)
      await new TestLoan(stack, { businessId: api.businessId, loanId }).settled(2)
      expect(await imports.runAnew(text)).toMatchObject({ duplicates: 1, staged: 1 })
      expect(await imports.runAnew(text)).toMatchObject({ duplicates: 1, staged: 1 })
    })

    it('goes on by the results of then', async () => {
      const rows = [disbursed(), paid()]
      const keys = rows.map((row) => formerKey(row, 1))
      const { body } = await api.post('/lms-integration/batch', {
        events: rows.map((row, place) => ({ ...row, key: keys[place] })),
      })
      rows.forEach((row, place) => {
        const check = createHash('sha256').update(keys[place]!).update(formerContent(row))
        const result = {
          ...{ row: place + 1, key: keys[place], eventId: body.answers[place].eventId },
          ...{ status: 'STAGED', push: 'QUEUED', code: null, message: null },
          check: check.digest('hex').slice(0, 16),
        }
        appendFileSync(imports.path('results.jsonl'), `${JSON.stringify(result)}\n`)
      })
      const tally = await imports.run(jsonLines(rows))
      expect(tally).toMatchObject({ skipped: 2, staged: 0, outcomes: { POSTED: 2 } })
    })
  })
})
