import { disbursement, newLoanId, PUSH, repayment, revenueReport } from '../requests'
import { LoansUnderTest } from './loans-under-test'

let loans: LoansUnderTest
beforeAll(async () => {
  loans = await LoansUnderTest.start()
})
afterAll(() => loans.close())

const push = async (path: string, body: object) => {
  const { api } = loans.v1
  const answer = await api.post(path, body, { Prefer: 'wait=20' })
  expect(answer.body).toMatchObject({ success: true, push: { status: 'POSTED' } })
}

async function seen(loanId: string) {
  const { api, tokenOf } = loans.v1
  const token = await tokenOf(api.businessId)
  const all = await api.get('/v1/loans?rows=99', token)
  const { id } = all.body.items.find((loan: { externalId: string }) => loan.externalId === loanId)
  return (await api.get(`/v1/loans/${id}`, token)).body
}

it('a pushed loan is in arrears with the interest whose day is over, and with no more', async () => {
  const loanId = newLoanId()
  const { clock } = loans.v1.api
  await push(PUSH.disbursement, disbursement({ loanId }))
  expect(await seen(loanId)).toMatchObject({ productId: '0', daysOverdue: 0, arrears: 0 })
  await push(PUSH.revenueReport, revenueReport({ loanId, revenueMonth: '2026-01' }))
  await push(PUSH.revenueReport, revenueReport({ loanId, revenueMonth: '2026-02' }))
  expect(await seen(loanId)).toMatchObject({ daysOverdue: 43, arrears: 60000 })

  const interest = { repaymentPrincipal: 0, repaymentInterest: 35000 }
  await push(PUSH.repayment, repayment({ loanId, ...interest, repaymentDate: '2026-03-02' }))
  expect(await seen(loanId)).toMatchObject({ daysOverdue: 15, arrears: 25000 })

  clock.set('2026-03-31T12:00:00Z')
  await push(PUSH.revenueReport, revenueReport({ loanId, revenueMonth: '2026-03' }))
  expect(await seen(loanId)).toMatchObject({ daysOverdue: 31, arrears: 25000 })
  clock.set('2026-04-01T12:00:00Z')
  expect(await seen(loanId)).toMatchObject({ daysOverdue: 32, arrears: 55000 })
})
