import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { createKeyPair } from '../../src/identity/key-pairs'
import { startV1 } from '../api/v1/v1-under-test'
import type { V1UnderTest } from '../api/v1/v1-under-test'
import { projectRoot } from '../../src/platform/project-root'
import { LoanStack } from '../support/loan-stack'

/** In the order in which a reader comes to them: what one sets, the next ones use. */
const PAGES = ['start', 'customers', 'loans', 'commands', 'lending-api', 'reports']

let stack: LoanStack
let v1: V1UnderTest
beforeAll(async () => {
  stack = await LoanStack.start()
  await stack.startWorker()
  v1 = await startV1({ on: stack })
  v1.api.clock.set(new Date())
})
afterAll(async () => {
  await v1.close()
  await stack.close()
})

it('every command of docs/lend runs as it is written', async () => {
  const script = PAGES.flatMap((page) => {
    const text = readFileSync(join(projectRoot, 'docs/lend', `${page}.md`), 'utf8')
    return [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block)
  }).join('\n')
  expect(script).toContain('credit-balance-refund')
  const { Authorization } = await v1.tokenOf(v1.api.businessId)
  const pair = await createKeyPair(stack.database, v1.api.businessId, 'partner', [
    'lms:read',
    'lms:write',
  ])
  const env = {
    PATH: `${join(projectRoot, 'test/api/v1/bin')}:${process.env['PATH']}`,
    NODE: process.execPath,
    BASE: v1.api.url,
    TOKEN: Authorization.slice('Bearer '.length),
    ...{ KEY_ID: pair.keyId, SECRET: pair.secret },
  }
  // What it writes goes where nobody looks.
  const cwd = mkdtempSync(join(tmpdir(), 'docs-lend-'))
  const options = { env, cwd }
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], options)
  expect(readFileSync(join(cwd, 'trial-balance.pdf'), 'latin1')).toMatch(/^%PDF-/)
  expect(stdout).toContain('"status":"Closed (obligations met)"')
  expect(stdout).toContain('"destination":{"type":"wallet","reference":"255700000000"}')
  expect(stdout).toContain('"value":"loanStatusType.closed.obligations.met"')
  expect(stdout.slice(stdout.lastIndexOf('"status":"Overpaid"'))).toContain(
    '"Credit Balance Refund"',
  )
})
