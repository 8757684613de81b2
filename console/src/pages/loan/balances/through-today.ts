import type { BalancePoint } from '../../../api/answers/loans'
import { isZero } from '../../../parts/money/amount'

const AMOUNTS = ['principal', 'interest', 'fees', 'credit'] as const

/** What is still owed, either way, is owed today too; what is settled ends where it was. */
export function throughToday(
  points: readonly BalancePoint[],
  today: string,
): readonly BalancePoint[] {
  const last = points.at(-1)
  if (last === undefined || last.date >= today) return points
  if (AMOUNTS.every((name) => isZero(last[name]))) return points
  return [...points, { ...last, date: today, eventId: null }]
}
