import { joined } from '../../console/src/pages/loan/joined'
import type { Story } from '../../console/src/api/answers/loans'

const entry = (no: number) => ({ id: `LN-1-J${no}` })
const window = (
  before: number | null,
  events: number[],
  transactions: number[],
  entries: number[],
) =>
  ({
    loanId: 'LN-1',
    before,
    events: events.map((sequence) => ({ sequence })),
    transactions: transactions.map((no) => ({ no })),
    journalEntries: entries.map(entry),
  }) as Story

describe('the windows of a story', () => {
  it('are one story, in which what stands in two of them is once', () => {
    const latest = window(3, [3, 4], [2, 4, 5], [1, 9, 10])
    const story = joined([latest, window(null, [1, 2], [1, 2, 5], [1, 2, 10])])
    expect(story).toEqual(window(null, [1, 2, 3, 4], [1, 2, 4, 5], [1, 2, 9, 10]))
  })

  it('have something before them as long as the oldest has', () => {
    expect(joined([window(5, [5], [], []), window(3, [3, 4], [], [])])?.before).toBe(3)
  })

  it('are none where there is none', () => {
    expect(joined([])).toBeUndefined()
  })
})
