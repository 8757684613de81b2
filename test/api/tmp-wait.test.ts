jest.setTimeout(120000)
import { LoanStack } from '../support/loan-stack'
import { startApiUnderTest } from './api-under-test'
import { disbursement, PUSH } from './requests'
it('waits', async () => {
  const stack = await LoanStack.start()
  const api = await startApiUnderTest({ on: stack })
  const t = Date.now()
  const { body } = await api.post(PUSH.disbursement, disbursement({ loanId: 'x' }), { Prefer: 'wait=2' })
  process.stderr.write('POST TOOK ' + String(Date.now() - t) + '\n'); console.info(Date.now() - t, JSON.stringify(body))
  const c = Date.now(); await api.close(); console.info('close', Date.now() - c)
  await stack.close()
})
