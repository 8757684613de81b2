import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { loansaga } from '../support/command'
import { createTestDatabase } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { readPdf } from '../support/read-pdf'
import { WorkedExample } from '../support/worked-example'

const PERIOD = ['--from', '2025-01-01', '--to', '2025-03-15']

describe('./loansaga report', () => {
  let test: TestDatabase
  let folder: string
  beforeAll(async () => {
    test = await createTestDatabase()
    await WorkedExample.on(test)
    folder = await mkdtemp(join(tmpdir(), 'loansaga-report-'))
  })
  afterAll(async () => {
    await rm(folder, { recursive: true })
    await test.close()
  })

  const run = async (args: string[], env: NodeJS.ProcessEnv = {}) => {
    const command = loansaga(['report', ...args], { DATABASE_URL: test.applicationUrl, ...env })
    const code = await command.ended
    // The script may have to build first, and says so.
    return { code, output: command.output().replace('Building …\n', '') }
  }

  it('writes JSON, CSV and PDF', async () => {
    const { output } = await run(['portfolio-summary', ...PERIOD])
    expect(JSON.parse(output)).toMatchObject({
      totals: { numLoans: 4, par30: 0.1905 },
    })

    const account = ['--account', '1101', '--format', 'csv']
    const ledger = join(folder, 'ledger.csv')
    expect(await run(['ledger', ...PERIOD, ...account, '--out', ledger])).toEqual({
      code: 0,
      output: '',
    })
    expect(await readFile(ledger, 'utf8')).toContain(
      '2025-01-05,Loan disbursement,L-1,1200000,0,1200000\r\n',
    )

    const printed = join(folder, 'delinquency.pdf')
    await run(['delinquency', ...PERIOD, '--bucket', '31-60', '--format', 'pdf', '--out', printed])
    const [page] = readPdf(await readFile(printed))
    expect(page).toContainEqual(['(pushed)', '1', '4,000.00'])
    expect(await readdir(folder)).toEqual(['delinquency.pdf', 'ledger.csv'])
  })

  it('says what is wrong, by the name of the option', async () => {
    const wrong = await run([
      'portfolio-performance',
      '--from',
      '2025-02-30',
      '--to',
      'soon',
      '--group-by',
      'officer',
    ])
    expect(wrong.code).toBe(1)
    expect(wrong.output.split('\n').slice(0, 3)).toEqual([
      '--from: Must be a date that exists: yyyy-MM-dd.',
      '--to: Must be a date that exists: yyyy-MM-dd.',
      '--group-by: Must be one of product, currency, month, customer.',
    ])
    expect((await run(['ledger', ...PERIOD, '--account', '9999'])).output).toContain(
      '--account: Must be an account of the chart.',
    )
    expect((await run(['ledger', ...PERIOD])).output).toContain(
      "required option '--account <value>'",
    )
    expect((await run(['revenue', ...PERIOD, '--bucket', '1-30'])).output).toContain(
      "unknown option '--bucket'",
    )
    expect((await run(['officers', ...PERIOD])).output).toContain("unknown command 'officers'")
  })

  it('makes none of books that are elsewhere', async () => {
    const { code, output } = await run(['trial-balance', ...PERIOD], { ACCOUNTING_GATEWAY: 'http' })
    expect([code, output]).toEqual([1, expect.stringContaining('kept by another deployment')])
  })
})
