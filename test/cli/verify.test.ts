import { Client } from 'pg'

import { createBusiness } from '../../src/business/create-business'
import type { VerifyReport } from '../../src/verify/report'
import { loansaga, succeed } from '../support/command'
import { createTestDatabase, type TestDatabase } from '../support/harness'
import { disbursement, revenueReport } from '../support/loan-events'
import { postLoan } from '../verify/posted-loan'

describe('./loansaga verify', () => {
  let test: TestDatabase
  const verify = async (...args: string[]) => {
    const command = loansaga(['verify', ...args], { DATABASE_URL: test.url })
    return { code: await command.ended, output: command.output() }
  }

  beforeAll(async () => {
    await succeed('--version')
    test = await createTestDatabase()
    for (const name of ['right', 'wrong']) {
      const businessId = await createBusiness(test.database, { name })
      await postLoan(test.database, businessId, `L-${name}`, [disbursement(1), revenueReport(2)])
    }
  })
  afterAll(() => test.close())

  it('says that the books are proven', async () => {
    const { code, output } = await verify()
    expect(output).toMatch(/^Loans +2$/m)
    expect(output).toMatch(/^right +TZS +26,000.00 +26,000.00$/m)
    expect(output).toContain('Proven: the books equal the loans.')
    expect(code).toBe(0)
  })

  it('names each difference and ends with 1', async () => {
    await tamper(test.url)
    const { code, output } = await verify()
    expect(output).toContain('L-wrong: invoice 2, allocated (allocations)')
    expect(output).toMatch(/expected 0\.01\n +found {4}0\.00/)
    expect(output).toContain('NOT PROVEN')
    expect(output).not.toContain('L-right')
    expect(code).toBe(1)
  })

  it('looks at one business where it is named', async () => {
    expect(await verify('--business', 'right')).toMatchObject({ code: 0 })
    expect(await verify('--business', 'wrong')).toMatchObject({ code: 1 })
  })

  it('gives the whole report as JSON', async () => {
    const { output } = await verify('--business', 'wrong', '--json')
    const json = output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1)
    const report = JSON.parse(json) as VerifyReport
    expect(report).toMatchObject({ proven: false, loans: 1, events: 2, entries: 2, lines: 4 })
    expect(report.differences.items).toContainEqual(
      expect.objectContaining({ loanId: 'L-wrong', check: 'allocations', expected: '0.01' }),
    )
  })

  it('ends with 2 where it could not look', async () => {
    expect(await verify('--business', 'unknown')).toMatchObject({ code: 2 })
    expect(await verify('--data-dir', '/nonexistent')).toMatchObject({ code: 2 })
  })
})

async function tamper(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`SET session_replication_role = replica;
      UPDATE invoice SET open = open - 1 FROM loan_stream s
      WHERE s.id = invoice.stream_id AND s.external_id = 'L-wrong' AND invoice.no = 2`)
  } finally {
    await client.end()
  }
}
