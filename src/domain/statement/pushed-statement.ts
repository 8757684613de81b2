import type { LoanEventKind } from '../events/kinds'
import type { CivilDate } from '../values/calendar'
import { statementOf } from './statement'
import type { EntryType, StatementEntry } from './entry'
import type { Period, Statement } from './statement'

/** What an event of a pushed loan moved on a day, minor units, debits above zero. */
export interface Posted {
  date: CivilDate
  kind: LoanEventKind
  /** It takes back what the event had moved. */
  isUndone: boolean
  /** Between the borrower and the lender. */
  cash: bigint
  principal: bigint
  /** What else is owed: invoiced interest and fees, less what stands to the borrower's credit. */
  others: bigint
}

const SAID: Readonly<Record<LoanEventKind, { type: EntryType; description: string }>> = {
  DISBURSEMENT: { type: 'disbursement', description: 'Disbursement' },
  REVENUE_REPORT: { type: 'interest', description: 'Interest' },
  REPAYMENT: { type: 'payment', description: 'Repayment' },
  EARLY_SETTLEMENT: { type: 'payment', description: 'Settlement' },
  CREDIT_REFUND: { type: 'payout', description: 'Credit paid out' },
  WRITE_OFF: { type: 'write-off', description: 'Written off' },
}

/**
 * The statement of account of a pushed loan, as its books have it. Due is what was invoiced: when its
 * principal is due only its own LMS knows.
 */
export function pushedStatement(posted: readonly Posted[], period: Period): Statement {
  const due = posted
    .filter(({ date }) => date <= period.toDate)
    .reduce((sum, { others }) => sum + others, 0n)
  return statementOf(posted.flatMap(entriesOf), period, due)
}

/** What is owed by an event besides its money is a charge of its own: a fee, or the last interest. */
function entriesOf({ date, kind, isUndone, cash, principal, others }: Posted): StatementEntry[] {
  const { type, description } = SAID[kind]
  const owed = principal + others
  const isPayment = type === 'payment'
  const parts: Pick<StatementEntry, 'type' | 'description' | 'amount'>[] = isPayment
    ? [
        {
          type: 'fee',
          description: `Fees and interest of the ${kindName(kind)}`,
          amount: owed + cash,
        },
        { type, description, amount: -cash },
      ]
    : [{ type, description, amount: owed }]
  return parts
    .filter(({ amount }) => amount !== 0n)
    .map((part) => ({
      ...{ date, reference: null, amount: part.amount },
      type: isUndone ? 'reversal' : part.type,
      description: isUndone ? `Taken back: ${part.description}` : part.description,
    }))
}

function kindName(kind: LoanEventKind): string {
  return kind === 'REPAYMENT' ? 'repayment' : 'settlement'
}
