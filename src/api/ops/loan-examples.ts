const figures = {
  principal: 286000,
  principalOutstanding: 239980,
  interestOutstanding: 8177.8,
  feesOutstanding: 0,
  penaltiesOutstanding: 0,
  creditBalance: 0,
}

export const loanRow = {
  loanId: 'LN-2026-0001',
  number: '11',
  customerId: 'C-1001',
  customerName: 'Asha Mwakyusa',
  product: null,
  door: 'push',
  status: 'Active',
  health: 'OK',
  disbursedOn: '2026-01-15',
  ...figures,
  daysOverdue: 3,
  events: 8,
  lastEventAt: '2026-03-03T09:30:00.000Z',
}

export const loans = {
  items: [loanRow],
  next: 'WyIxMSIsIjExIl0',
  totals: { loans: 64, ...figures },
}
