import { LoanStack } from '../../support/loan-stack'
import { activityInfo } from '@temporalio/activity'
import { appendFileSync } from 'node:fs'
it('dbg', async () => {
  const stack = await LoanStack.start()
  let n = 0
  const log = (s: string) => appendFileSync('/tmp/dbg.log', s + '\n')
  try {
  await stack.startWorker({ accounting: (real) => ({ post: async (b) => { n++; log(JSON.stringify([n, activityInfo().isLocal, activityInfo().attempt, Date.now()])); if (n===1) throw new Error('away'); return real.post(b) } }) })
  const loan = stack.loan()
  await loan.submit(loan.disbursement())
  await loan.settled()
  for (const e of await loan.idleHistory()) log(Object.keys(e).filter(k=>k.endsWith('Attributes')).join()+ JSON.stringify(e.workflowTaskFailedEventAttributes ?? e.markerRecordedEventAttributes?.failure ?? '').slice(0,300))
  } finally { await stack.close() }
})
