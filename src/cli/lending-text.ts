import { rightAligned } from './right-aligned'
import { refusedRow } from './demo-text'
import type { Row } from './demo-text'
import type { LendingTally } from './lending-tally'
import { table } from './table'

/** What was commanded of the loans that live here, and where they stand. */
export function lendingText(tally: LendingTally): string {
  const rows: Row[] = [
    ['commanded', String(tally.sent), '', 'through /v1 and /api'],
    ['repeated', String(tally.repeated), '', 'were there; answered as they stand'],
    ['in the books', String(tally.posted), '', ''],
    ['undone', String(tally.reversed), '', 'in the books, and taken back'],
    ...tally.refused.map(refusedRow('refused by a rule')),
  ]
  const counts = rightAligned(['COUNT', ...rows.map(([, count]) => count)])
  const commands = table(
    ['LOANS THAT LIVE HERE', counts[0] ?? '', 'CODE', 'REASON'],
    rows.map(([label, , code, reason], row) => [label, counts[row + 1] ?? '', code, reason]),
  )
  return `${commands}\n\n${standingText(tally)}`
}

function standingText({ loans }: LendingTally): string {
  const counts = rightAligned(['LOANS', ...loans.map(({ count }) => String(count))])
  return table(
    ['THEY ARE', counts[0] ?? ''],
    loans.map(({ status }, row) => [status, counts[row + 1] ?? '']),
  )
}
