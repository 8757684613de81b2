import type { SplitType } from '../engine/derived-loan'
import type { CivilDate } from '../values/calendar'
import type { EntryType, StatementEntry } from './entry'

/** A transaction of a loan; one that another stands in the place of is none. */
export interface Movement {
  reference: string
  type: SplitType
  date: CivilDate
  /** Minor units. */
  amount: bigint
  /** The date of what took it back; null while it stands. */
  reversedOn: CivilDate | null
}

interface Effect {
  type: EntryType
  description: string
  /** What it does to the debt. */
  sign: 1n | -1n
}

const EFFECTS: Readonly<Record<SplitType, readonly Effect[]>> = {
  Disbursement: [{ type: 'disbursement', description: 'Disbursement', sign: 1n }],
  'Repayment (at time of disbursement)': [
    { type: 'fee', description: 'Fees at the disbursement', sign: 1n },
    { type: 'payment', description: 'Fees kept back from the disbursement', sign: -1n },
  ],
  Repayment: [{ type: 'payment', description: 'Repayment', sign: -1n }],
  'Waive interest': [{ type: 'waiver', description: 'Interest waived', sign: -1n }],
  'Waive loan charges': [{ type: 'waiver', description: 'Charge waived', sign: -1n }],
  'Write-Off': [{ type: 'write-off', description: 'Written off', sign: -1n }],
  Refund: [{ type: 'refund', description: 'Refund of payments', sign: 1n }],
  'Credit Balance Refund': [{ type: 'payout', description: 'Credit paid out', sign: 1n }],
  'Credit transfer': [{ type: 'payout', description: 'Credit to another loan', sign: 1n }],
  // Interest and penalties are charged by installment.
  Accrual: [],
  'Overdue penalty': [],
}

/** A transaction on its day, and on its own day what took it back. */
export function movedOn({ reference, type, date, amount, reversedOn }: Movement): StatementEntry[] {
  const entries = EFFECTS[type].map((effect): StatementEntry => ({
    ...{ date, type: effect.type, reference, description: effect.description },
    amount: effect.sign * amount,
  }))
  if (reversedOn === null) return entries
  const back = entries.map((entry): StatementEntry => ({
    ...{ date: reversedOn, type: 'reversal', reference },
    ...{ description: `Taken back: ${entry.description}`, amount: -entry.amount },
  }))
  return [...entries, ...back]
}
