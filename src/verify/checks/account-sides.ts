import {
  CONTROL_ACCOUNTS,
  CONTROL_SIDES,
  type ControlAccount,
} from '../../domain/books/control-accounts'
import type { CivilDate } from '../../domain/values/calendar'
import type { Difference } from '../difference'
import { groupBy } from '../../domain/values/group-by'
import { majorOf, type CommonCheck } from '../loan-check'
import type { AnyLoanRecord } from '../loan-record'
import { standardLines } from '../standard-accounts'

/** At no date does a receivable of the loan stand below zero, or a credit of its customer above it. */
export const accountSides: CommonCheck = {
  name: 'account-sides',
  ofBooks: true,
  find(record) {
    const major = majorOf(record)
    const changes = groupBy(datedLines(record), ({ account }) => account)
    return CONTROL_ACCOUNTS.flatMap((account) =>
      wrongSide(account, changes.get(account) ?? []).map(({ date, balance }): Difference => ({
        subject: `account ${account} on ${date}`,
        expected: CONTROL_SIDES[account] > 0n ? 'not below zero' : 'not above zero',
        found: major(balance),
      })),
    )
  },
}

interface DatedLine {
  account: string
  date: CivilDate
  amount: bigint
  /** Booked before entries were kept on their right side: it is not held against those of today. */
  isOfBefore: boolean
}

function datedLines(record: AnyLoanRecord): DatedLine[] {
  const entries = new Map(record.entries.map((entry) => [entry.no, entry]))
  return standardLines(record).flatMap(({ entryNo, account, amount }) => {
    const entry = entries.get(entryNo)
    return entry === undefined
      ? []
      : [{ account, date: entry.date, amount, isOfBefore: entry.part === null }]
  })
}

/** The first day of each spell on the wrong side. */
function wrongSide(
  account: ControlAccount,
  lines: readonly DatedLine[],
): { date: CivilDate; balance: bigint }[] {
  const days = [...groupBy(lines, ({ date }) => date)].sort(([one], [other]) =>
    one < other ? -1 : 1,
  )
  const spells: { date: CivilDate; balance: bigint }[] = []
  let [balance, ofBefore, wasWrong] = [0n, 0n, false]
  for (const [date, ofDay] of days) {
    for (const { amount, isOfBefore } of ofDay) {
      balance += amount
      if (isOfBefore) ofBefore += amount
    }
    const lowest = ofBefore * CONTROL_SIDES[account] < 0n ? ofBefore : 0n
    const isWrong = (balance - lowest) * CONTROL_SIDES[account] < 0n
    if (isWrong && !wasWrong) spells.push({ date, balance })
    wasWrong = isWrong
  }
  return spells
}
