import { plural } from '../plural'

export const decide = {
  reason: 'Reason',
  reasonHint: 'It is kept for good, with your name.',
  cancel: 'Cancel',
  done: 'Close',
  retry: 'Retry…',
  skip: 'Skip…',
  reverse: 'Reverse…',
  retrying: {
    title: (no: number, kind: string) => `Retry no. ${no}, ${kind}`,
    text: 'The loan takes the event again. If what stopped it is still there, it is parked again.',
    go: 'Retry',
    done: 'It is being taken again.',
  },
  skipping: {
    title: (no: number, kind: string) => `Skip no. ${no}, ${kind}`,
    text: 'The event is given up for good and counts as refused; what waits behind it goes on without it.',
    go: 'Skip this event',
    done: 'The event has been given up.',
  },
  reversing: {
    title: (no: number, kind: string, loan: string) => `Reverse no. ${no}, ${kind}, of ${loan}`,
    looking: 'Working out what would be posted…',
    nothingYet: 'What you see was tried on a copy. Nothing is posted yet.',
    date: 'Dated',
    cascade: 'With all later events that need it',
    now: 'Now',
    after: 'After',
    changed: 'changes',
    status: 'Status',
    events: 'Events',
    entries: (count: number) =>
      count === 0
        ? 'No entry would be posted'
        : `${plural(count, 'entry', 'entries')} would be posted`,
    net: 'In all, by account',
    bank: 'This undoes what the books say. It moves no money at the bank.',
    go: 'Reverse and post',
    moved: 'The books have moved since you looked. This is what would be posted now: look again.',
    blocked:
      'Later events need this one. Tick the box above to reverse them with it, or reverse them first.',
    done: (no: number) => `The reversal is no. ${no} of the loan.`,
    elsewhere:
      'The books are kept by another system, which cannot be asked beforehand. What will be posted is not shown.',
    typed: (loan: string) => `Type ${loan} to go on`,
    changes: {
      REVERSED: 'reversed',
      DERIVED_AGAIN: 'worked out again',
      FAILED: 'refused',
      UNCHANGED: 'unchanged',
    } as Readonly<Record<string, string>>,
    unchanged: (count: number) => `${plural(count, 'event', 'events')} unchanged`,
  },
}
