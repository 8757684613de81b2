import { startApiUnderTest } from './api-under-test'
import { disbursement, newLoanId, PUSH, repayment } from './requests'

it('three hundred reads of a long loan at once beside events that come in all have their answer', async () => {
  const api = await startApiUnderTest()
  const loanId = newLoanId()
  await api.post(PUSH.disbursement, disbursement({ loanId }))
  const events = Array.from({ length: 299 }, (_, place) => ({
    type: 'repayment',
    ...repayment({ loanId, repaymentPrincipal: place + 1 }),
  }))
  await api.post('/lms-integration/batch', { events })

  const [reads, pushes] = await Promise.all([
    Promise.all(
      Array.from({ length: 300 }, () => api.get(`/lms-integration/loans/${loanId}?events=1000`)),
    ),
    Promise.all(
      Array.from({ length: 100 }, () =>
        api.post(PUSH.disbursement, disbursement({ loanId: newLoanId() })),
      ),
    ),
  ])
  expect(new Set(pushes.map(({ status }) => status))).toEqual(new Set([200]))
  const unlike = reads.filter(({ status }) => status !== 200 && status !== 503)
  expect(unlike.map(({ body }) => body)).toEqual([])
  expect(reads.find(({ status }) => status === 200)?.body.events).toHaveLength(300)
  await api.close()
})
