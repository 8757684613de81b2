import type { Difference } from '../difference'
import { groupBy } from '../../domain/values/group-by'
import { majorOf, sum, type CommonCheck } from '../loan-check'
import type { RecordedLine } from '../loan-record'

/** Every entry has two lines or more and sums to zero; no line is without its entry. */
export const entryBalance: CommonCheck = {
  name: 'entry-balance',
  find(record) {
    const major = majorOf(record)
    const lines = groupBy(record.lines, ({ entryNo }) => entryNo)
    const entries = record.entries.flatMap(({ no }) =>
      differencesOf(`journal entry ${no}`, lines.get(no) ?? [], major),
    )
    const known = new Set(record.entries.map(({ no }) => no))
    const strays = [...lines.keys()].filter((no) => !known.has(no))
    return [
      ...entries,
      ...strays.map((no) => ({
        subject: `journal entry ${no}`,
        expected: 'present, since it has lines',
        found: 'missing',
      })),
    ]
  },
}

function differencesOf(
  subject: string,
  lines: RecordedLine[],
  major: (minor: bigint) => string,
): Difference[] {
  const total = sum(lines)
  return [
    ...(total === 0n
      ? []
      : [{ subject: `${subject}, sum`, expected: major(0n), found: major(total) }]),
    ...(lines.length >= 2
      ? []
      : [{ subject: `${subject}, lines`, expected: 'two or more', found: String(lines.length) }]),
  ]
}
