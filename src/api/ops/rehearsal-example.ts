const figures = {
  interestOutstanding: 0,
  feesOutstanding: 0,
  penaltiesOutstanding: 0,
  creditBalance: 0,
}
const EVENT = '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11'

export const rehearsal = {
  before: { status: 'Active', principalOutstanding: 920000, ...figures },
  after: { status: 'Active', principalOutstanding: 1000000, ...figures },
  events: [{ eventId: EVENT, sequence: 3, change: 'REVERSED' }],
  entries: [
    {
      ...{ id: 'LN-2026-0001-J4', date: '2026-03-01', eventId: EVENT },
      causedBy: '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e12',
      ...{ description: 'Reversal of Repayment', reverses: 'LN-2026-0001-J3' },
      lines: [
        { account: '1001', debit: 0, credit: 80000 },
        { account: '1101', debit: 80000, credit: 0 },
      ],
    },
  ],
  net: [
    { account: '1001', amount: -80000 },
    { account: '1101', amount: 80000 },
  ],
  warnings: [],
  effect: 'mVf1hZJ7cYw0l3dYH1mEo0c5c8bYz6o1Qp6m0m8q2uA',
  approvalNeeded: false,
}
