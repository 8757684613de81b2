import { readSearch } from '../../console/src/app/search'
import { causesOf } from '../../console/src/pages/work/causes'
import { readWorkView } from '../../console/src/pages/work/work-view'
import { parked } from '../../src/api/ops/examples'

const [example] = parked.items

function stopped(loanId: string, message: string, since: string) {
  const event = { ...example!, type: 'REPAYMENT' as const, loanId, since }
  return { ...event, eventId: `${loanId} ${since}`, reason: { code: 'UNHANDLED', message } }
}

describe('what is parked', () => {
  it('is told by why, the most first, with how many loans and since when', () => {
    const events = [
      stopped('LN-1', 'LMS: lock timeout', '2026-02-01T00:00:00Z'),
      stopped('LN-2', 'Accounting: the answer was no JSON', '2026-02-03T00:00:00Z'),
      stopped('LN-2', 'Accounting: the answer was no JSON', '2026-02-02T00:00:00Z'),
    ]
    expect(causesOf(events)).toEqual([
      {
        code: 'UNHANDLED',
        message: 'Accounting: the answer was no JSON',
        events: [events[1], events[2]],
        loans: 1,
        oldest: '2026-02-02T00:00:00Z',
      },
      {
        code: 'UNHANDLED',
        message: 'LMS: lock timeout',
        events: [events[0]],
        loans: 1,
        oldest: '2026-02-01T00:00:00Z',
      },
    ])
  })
})

it.each([
  ['', {}],
  ['tab=parked&page=1', {}],
  ['tab=refused&page=3', { tab: 'refused', page: '3' }],
  ['tab=jokes&page=-2', {}],
  ['page=1e9', {}],
])('of the address %p the work shown is %p', (search, view) => {
  expect(readWorkView(readSearch(search))).toEqual(view)
})
