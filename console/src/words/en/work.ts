import { plural } from '../plural'

export const work = {
  title: 'Work',
  tabs: { parked: 'Parked', refused: 'Refused', undos: 'Undos owed' },
  tabList: 'Kinds of work',
  hint: {
    parked: 'Events that stopped, and what came after them. Each needs a person.',
    refused:
      'Requests that were turned away. Nothing of them was kept or booked: the sender has to send them right.',
    undos: 'What the loan has still to take back. It goes on by itself.',
  },
  none: {
    parked: 'Nothing is parked.',
    refused: 'Nothing was refused.',
    undos: 'Nothing is owed.',
  },
  causes: 'By cause',
  cause: (count: number, loans: number) =>
    `${plural(count, 'event', 'events')} of ${plural(loans, 'loan', 'loans')}`,
  onPage: 'on this page',
  behind: (count: number) => (count === 0 ? '' : `${count} behind`),
  times: (count: number) => (count === 1 ? '' : `parked ${count} times`),
  since: 'since',
  batch: 'Retry all of this cause…',
  batching: {
    title: (code: string) => `Retry all that are parked for ${code}`,
    text: 'Each event that is parked for this cause is taken again. Those parked meanwhile for the same cause are among them.',
    go: 'Retry them',
    started: (total: number) => `${plural(total, 'event is', 'events are')} being taken again.`,
    progress: (done: number, total: number) => `${done} of ${total}`,
    goesOn: 'It goes on when you close this.',
    finished: 'All have been through.',
  },
  results: {
    RETRIED: 'taken again',
    NOT_PARKED: 'no longer parked',
    EARLIER_OPEN: 'an earlier one is open',
    NOT_FOUND: 'gone',
    STAGED: 'waiting',
    POSTED: 'posted',
    FAILED: 'refused',
    PARKED: 'parked again',
    REVERSED: 'reversed',
  } as Readonly<Record<string, string>>,
  columns: {
    when: 'When',
    loan: 'Loan',
    kind: 'Event',
    date: 'Dated',
    reason: 'Why',
    sentBy: 'Sent by',
    owed: 'Owed since',
    range: 'Events',
  },
  leftOut: (count: number) =>
    `${count} more were refused and not kept: there were too many within an hour.`,
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  earlier: 'Next page',
  later: 'Previous page',
}
