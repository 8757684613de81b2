import type { DerivedLoan, Installment, InstallmentMove, Split } from '../engine/derived-loan'
import type { CivilDate } from '../values/calendar'
import type { EntryType, StatementEntry } from './entry'

const CHARGED = ['interest', 'fees', 'penalties'] as const

type Charged = (typeof CHARGED)[number]

const TYPE_OF: Record<Charged, EntryType> = {
  interest: 'interest',
  fees: 'fee',
  penalties: 'penalty',
}
const NAME_OF: Record<Charged, string> = {
  interest: 'Interest',
  fees: 'Fees',
  penalties: 'Penalty',
}

/**
 * What a loan costs besides its principal, by installment: on its due date, and what is settled before
 * on the day of that, so that who pays early is never shown to have paid for nothing. What is overdue is
 * charged on the day of the penalty.
 */
export function chargedOn({ schedule, splits }: DerivedLoan): StatementEntry[] {
  return schedule.flatMap((installment) =>
    CHARGED.flatMap((portion) => chargedOf(installment, portion, splits)),
  )
}

function chargedOf(
  { no, due, owed }: Installment,
  portion: Charged,
  splits: readonly Split[],
): StatementEntry[] {
  const entries: StatementEntry[] = []
  const charge = (date: CivilDate, amount: bigint, why = '') => {
    if (amount === 0n) return
    const description = `${NAME_OF[portion]} of installment ${no}${why}`
    entries.push({ date, type: TYPE_OF[portion], reference: null, description, amount })
  }
  let [charged, settled] = [0n, 0n]
  const penalties = splits.flatMap(penaltyOn(no))
  const scheduled = owed[portion] - (portion === 'penalties' ? sumOf(penalties) : 0n)
  let ofSchedule = 0n
  for (const { kind, date, moves } of splits) {
    for (const move of moves) {
      if (move.installment !== no) continue
      if (kind === 'PENALTY' && portion === 'penalties' && move.kind === 'DUE') {
        charge(date, move.penalties, ', overdue')
        charged += move.penalties
      }
      if (!isSettling(move)) continue
      settled -= move[portion]
      if (date >= due || settled <= charged) continue
      charge(date, settled - charged, ', before it is due')
      ofSchedule += settled - charged
      charged = settled
    }
  }
  charge(due, scheduled - ofSchedule)
  return entries
}

function penaltyOn(installment: number) {
  return ({ kind, moves }: Split): bigint[] =>
    kind !== 'PENALTY'
      ? []
      : moves
          .filter((move) => move.kind === 'DUE' && move.installment === installment)
          .map(({ penalties }) => penalties)
}

function isSettling({ kind }: InstallmentMove): boolean {
  return kind !== 'DUE'
}

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n)
}
