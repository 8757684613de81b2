import type { ApiUnderTest } from './api-under-test'
import { disbursement, newLoanId, PUSH, repayment } from './requests'

/** A loan with a disbursement and a repayment of 80,000 and 30,000; the ids in that order. */
export async function repaidLoan(api: Pick<ApiUnderTest, 'post'>) {
  const loanId = newLoanId()
  const ids: string[] = []
  for (const [path, body] of [
    [PUSH.disbursement, disbursement({ loanId })],
    [PUSH.repayment, repayment({ loanId })],
  ] as const) {
    const { body: answer } = await api.post(path, body, { Prefer: 'wait=20' })
    expect(answer.push.status).toBe('POSTED')
    ids.push(answer.eventId as string)
  }
  return { loanId, lent: ids[0]!, paid: ids[1]! }
}
