import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { LoanStack } from '../../support/loan-stack'
import { startV1 } from './v1-under-test'
import type { V1UnderTest } from './v1-under-test'

let stack: LoanStack
let v1: V1UnderTest
beforeAll(async () => {
  stack = await LoanStack.start()
  await stack.startWorker()
  v1 = await startV1({ on: stack })
})
afterAll(async () => {
  await v1.close()
  await stack.close()
})

/** As the contract has it, word for word: only its day is made today. */
const SCRIPT = readFileSync(join(__dirname, 'contract-script.sh'), 'utf8')

it('the worked example of the contract ends in Closed (obligations met)', async () => {
  const today = v1.api.clock.now().toISOString().slice(0, 10)
  const { Authorization } = await v1.tokenOf(v1.api.businessId)
  const script = `${SCRIPT.replaceAll('2026-05-23', today)}
    curl -sf "$BASE/v1/loans/$LID" -H "Authorization: Bearer $TOKEN"`
  const env = {
    PATH: `${join(__dirname, 'bin')}:${process.env['PATH']}`,
    NODE: process.execPath,
    BASE: v1.api.url,
    TOKEN: Authorization.slice('Bearer '.length),
  }
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { env })
  const [approved, disbursed, repaid, loan] = stdout
    .replaceAll('}{', '}\n{')
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(approved).toMatchObject({ status: 'Approved', principal: 10000, approvedPrincipal: 10000 })
  expect(disbursed).toMatchObject({ status: 'Active', totalOutstanding: 11100 })
  expect(repaid).toMatchObject({
    ...{ type: 'Repayment', amount: 11100, principal: 10000, interest: 1100, reversed: false },
    ...{ overpaymentPortion: 0, paymentTypeId: 1, receiptNumber: 'RCP-001', outstandingAfter: 0 },
  })
  expect(loan).toMatchObject({ status: 'Closed (obligations met)', totalOutstanding: 0 })
  expect(loan.timeline).toMatchObject({ closedOnDate: today, actualMaturityDate: today })
})
