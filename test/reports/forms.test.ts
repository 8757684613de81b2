import { parse } from 'csv-parse/sync'

import { REPORTS } from '../../src/reports/catalogue'
import { createTestDatabase } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { LoanRequests } from '../support/loan-requests'
import { readPdf } from '../support/read-pdf'
import { WorkedExample } from '../support/worked-example'
import { embeddedPass } from '../../src/steps/at-once'
import { StageQueue } from '../../src/stream/stage-queue'
import { AskedReports } from './asked-report'
import type { Query, ReportName } from './asked-report'

/** A formula for a spreadsheet, with all that CSV must quote. */
const WILD_ID = '=HYPERLINK("http://x.test"),2'

const ASKED: readonly (readonly [ReportName, Query])[] = [
  ['portfolio-summary', {}],
  ['portfolio-summary', { frequency: 'weekly' }],
  ['collections', {}],
  ['delinquency', {}],
  ['delinquency', { bucket: '31-60' }],
  ['revenue', {}],
  ['npl', { daysOverdue: '30' }],
  ['portfolio-performance', {}],
  ['portfolio-performance', { groupBy: 'month' }],
  ['disbursements', {}],
  ['ledger', { glAccountId: '1101' }],
  ['trial-balance', {}],
]

type Line = Record<string, string | number>
interface Body {
  totals?: Line
  exposureMinor?: number
  counts?: { numLoans: number }
  closingBalanceMinor?: number
  [list: string]: unknown
}

describe('A report', () => {
  let test: TestDatabase
  let reports: AskedReports
  beforeAll(async () => {
    test = await createTestDatabase()
    const { businessId } = await example()
    reports = new AskedReports(test.database, businessId)
  })
  afterAll(() => test.close())

  async function example(): Promise<WorkedExample> {
    const made = await WorkedExample.on(test)
    await made.reverse()
    const ref = { businessId: made.businessId, loanId: WILD_ID }
    const requests = new LoanRequests(ref)
    await new StageQueue(test.database).stage(
      requests.disbursement({ customerId: '-1+1', amount: '7' }),
    )
    await embeddedPass(test.database)(ref)
    return made
  }

  const period = { fromDate: '2025-01-01', toDate: '2025-03-31' }

  it('is asked for in every way here', () => {
    expect([...new Set(ASKED.map(([name]) => name))].sort()).toEqual(
      REPORTS.map(({ name }) => name).sort(),
    )
  })

  it.each(ASKED)('says in CSV what it says in JSON: %s %j', async (name, query) => {
    const asked = { ...period, ...query }
    const body = (await reports.json(name, asked)) as Body
    const text = await reports.csv(name, asked)
    expect(text.endsWith('\r\n')).toBe(true)
    const lines: Line[] = parse(text, { columns: true, record_delimiter: '\r\n' })
    const [first] = Object.keys(lines[0] ?? {})
    const rows = lines.filter((line) => line[first ?? ''] !== 'TOTAL')
    const total = lines.find((line) => line[first ?? ''] === 'TOTAL')
    expect(rows).toEqual(listIn(body, query).map(asTexts))
    const totals = totalsIn(body)
    const isAdded = totals !== undefined && !('frequency' in query)
    expect(total !== undefined).toBe(isAdded)
    for (const [column, value] of Object.entries(total ?? {})) {
      if (column !== first && value !== '')
        expect([column, value]).toEqual([column, String(totals?.[column])])
    }
  })

  it.each(ASKED)('says in print what it says in JSON: %s %j', async (name, query) => {
    const asked = { ...period, ...query }
    const body = (await reports.json(name, asked)) as Body
    const pages = readPdf(await reports.pdf(name, asked))
    const lines = pages.flat().map((line) => line.join(' | '))
    const numbersOf = (row: Line) =>
      Object.entries(row).flatMap(([column, value]) =>
        column.endsWith('Minor') && !isOtherSide(row, column) ? [major(Number(value))] : [],
      )
    for (const row of listIn(body, query)) {
      expect(lines).toContainEqual(expect.stringContaining(numbersOf(row).join(' | ')))
    }
    const total = lines.find((line) => line.startsWith('Total | '))
    for (const amount of numbersOf(totalsIn(body) ?? {})) {
      if (!('frequency' in query)) expect(total).toContain(amount)
    }
    expect(lines).toContain('Amounts in TZS')
    expect(lines).toContainEqual(expect.stringContaining(`Page 1 of | ${pages.length}`))
  })

  it('gives a spreadsheet no formula, and quotes what must be quoted', async () => {
    const text = await reports.csv('disbursements', period)
    expect(text).toContain(`"'=HYPERLINK(""http://x.test""),2",'-1+1,(pushed),7,TZS\r\n`)
    const collected = await reports.csv('collections', period)
    expect(collected).toContain('2025-03-20,0,-312000,312000\r\n')
  })

  it('is empty where nothing is to be reported', async () => {
    const none = { fromDate: '2020-01-01', toDate: '2020-01-31' }
    expect(await reports.json('disbursements', none)).toMatchObject({
      rows: [],
      totals: { count: 0 },
    })
    expect(await reports.csv('ledger', { ...none, glAccountId: '1101' })).toBe(
      'date,description,loanId,debitMinor,creditMinor,balanceMinor\r\n',
    )
    const [page] = readPdf(await reports.pdf('collections', none))
    expect(page).toContainEqual(['There is nothing to report.'])
  })
})

/** The list that the table is of. */
function listIn(body: Body, query: Query): Line[] {
  if (Array.isArray(body['buckets'])) {
    const buckets = body['buckets'] as { bucket: string; byProduct: Line[] }[]
    return buckets.flatMap(({ bucket, byProduct }) => byProduct.map((row) => ({ bucket, ...row })))
  }
  const names =
    'frequency' in query
      ? ['series']
      : ['breakdown', 'rows', 'byProduct', 'metrics', 'entries', 'accounts']
  return names.flatMap((name) => (body[name] ?? []) as Line[])
}

function totalsIn({ totals, exposureMinor, counts }: Body): Line | undefined {
  return exposureMinor === undefined ? totals : { exposureMinor, numLoans: counts?.numLoans ?? 0 }
}

/** The other one of debit and credit, which is 0 and not printed. */
function isOtherSide(row: Line, column: string): boolean {
  return ['debitMinor', 'creditMinor'].includes(column) && row[column] === 0
}

function asTexts(line: Line): Record<string, string> {
  return Object.fromEntries(
    Object.entries(line).map(([name, value]) => [
      name,
      typeof value === 'string' && /^[=-]/.test(value) ? `'${value}` : String(value),
    ]),
  )
}

function major(minor: number): string {
  return (minor / 100).toLocaleString('en', { minimumFractionDigits: 2 })
}
