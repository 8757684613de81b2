import { loanWorkflowId } from '../../src/temporal/loan-workflow-id'
import type { Bench } from '../bench'
import type { Lender } from './lender'

const SAMPLE = 20

/** What each of its events costs a loan in Temporal history, over some of the loans. */
export async function historyCost(
  bench: Bench,
  lender: Lender,
  loanIds: readonly string[],
  eventsPerLoan: number,
): Promise<Record<'history events' | 'history bytes', number>> {
  const step = Math.max(1, Math.floor(loanIds.length / SAMPLE))
  const sample = loanIds.filter((_, place) => place % step === 0)
  const described = await Promise.all(
    sample.map((loanId) => {
      const id = loanWorkflowId({ businessId: lender.businessId, loanId })
      return bench.temporal.client.workflow.getHandle(id).describe()
    }),
  )
  const events = sample.length * eventsPerLoan
  const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)
  return {
    'history events': sum(described.map(({ historyLength }) => historyLength)) / events,
    'history bytes': sum(described.map(({ historySize }) => historySize ?? 0)) / events,
  }
}
