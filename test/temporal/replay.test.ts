import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { fixedClock } from '../../src/platform/clock'
import { projectRoot } from '../../src/platform/project-root'
import { buildWorkflowBundle } from '../../src/temporal/bundle'
import { loanWorkflowId } from '../../src/temporal/loan-workflow-id'
import { replayLoans } from '../../src/temporal/replay'
import type { ReplayScope } from '../../src/temporal/replay'
import { eventually } from '../support/eventually'
import { infrastructure } from '../support/infrastructure'
import { LoanStack } from '../support/loan-stack'
import { OwnLoan } from '../support/own-loan'
import { patience } from '../support/patience'

const CONVERTER = 'payload-converter.ts'

/** A loan's workflow that waits first, where the one that has run has not. */
const OTHER_CODE = `
  import { sleep } from '@temporalio/workflow'
  export async function loan(): Promise<void> {
    await sleep('1 hour')
  }`

describe('Replaying the loans of a live namespace', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loansaga-other-'))
  const otherBundle = join(folder, 'bundle.js')
  let stack: LoanStack
  let ofThisTest: string
  beforeAll(async () => {
    stack = await LoanStack.start({ quietMs: 1 })
    ofThisTest = `LoanBusiness = '${stack.businessId}'`
    symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'))
    writeFileSync(join(folder, 'index.ts'), OTHER_CODE)
    cpSync(join(projectRoot, 'workflows', CONVERTER), join(folder, CONVERTER))
    await buildWorkflowBundle(otherBundle, join(folder, 'index.ts'))

    const worker = await stack.startWorker()
    const [open, closed] = [stack.loan('open'), stack.loan('closed')]
    for (const loan of [open, closed]) await loan.submit(loan.disbursement({ amount: '1000' }))
    await closed.submit(closed.settlement({ principal: '1000', interest: '0' }))
    await Promise.all([open.settled(), closed.settled()])
    await closed.handle.result()
    const clock = fixedClock(new Date())
    const own = new OwnLoan({ database: stack.database, clock }, stack.loan('own').ref)
    for (const command of [own.submit(), own.approve(), own.disburse(), own.repay('100')]) {
      await stack.intake.command(command, patience(10_000))
    }
    await worker.stop()
    // Started, and never looked at by a worker.
    await stack.loan('untouched').signal(1)
    const { client } = stack
    await eventually('all four to be listed', async () => {
      const { count } = await client.workflow.count(ofThisTest)
      const open = await client.workflow.count(`${ofThisTest} AND ExecutionStatus = 'Running'`)
      return count === 4 && open.count === 3 ? true : undefined
    })
  })
  afterAll(async () => {
    await stack.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const replay = (bundle: string, scope: ReplayScope = {}, onProgress = jest.fn()) =>
    replayLoans(stack.client, bundle, { query: ofThisTest, ...scope }, onProgress)

  it('finds nothing wrong with the code that they run', async () => {
    const onProgress = jest.fn()
    const replayed = await replay(infrastructure().workflowBundle, {}, onProgress)
    expect(replayed).toEqual({ runs: 4, broken: [] })
    expect(onProgress).toHaveBeenLastCalledWith(4, 4)
  })

  it('names each run that other code would break, and says why', async () => {
    const { runs, broken } = await replay(otherBundle)
    expect(runs).toBe(4)
    const idOf = (loanId: string) => loanWorkflowId({ businessId: stack.businessId, loanId })
    expect(broken.map(({ workflowId }) => workflowId).sort()).toEqual([
      idOf('closed'),
      idOf('open'),
      idOf('own'),
    ])
    for (const { reason } of broken) expect(reason).toMatch(/^\[TMPRL1100\] Nondeterminism error/)
  })

  it('takes those it is asked to take', async () => {
    const { workflowBundle } = infrastructure()
    expect((await replay(workflowBundle, { openOnly: true })).runs).toBe(3)
    expect((await replay(workflowBundle, { limit: 1 })).runs).toBe(1)
    const none = { query: `LoanBusiness = 'nobody'` }
    expect(await replay(workflowBundle, none)).toEqual({ runs: 0, broken: [] })
  })
})
