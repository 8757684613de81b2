import { plural } from '../plural'

export const table = {
  sortBy: (column: string) => `Sort by ${column}`,
  columns: 'Columns',
}

export const loans = {
  title: 'Loans',
  count: (total: number | 'more') =>
    total === 'more' ? 'more than 10,000' : plural(total, 'loan', 'loans'),
  filter: 'Loan, borrower or customer',
  csv: 'Download CSV',
  all: 'All',
  presets: 'Shortcuts',
  none: 'No loans yet',
  noneHint: 'They are here as soon as a first loan is sent or made.',
  noneFits: 'No loan fits this filter',
  narrowedBy: 'Narrowed by',
  remove: (what: string) => `Take away: ${what}`,
  totals: 'All that fit',
  columns: {
    loanId: 'Loan',
    customerName: 'Borrower',
    product: 'Product',
    status: 'Status',
    disbursedOn: 'Disbursed',
    principal: 'Principal',
    principalOutstanding: 'Outstanding',
    interestOutstanding: 'Interest due',
    feesOutstanding: 'Fees due',
    creditBalance: 'Credit',
    daysOverdue: 'Days late',
    events: 'Events',
    lastEventAt: 'Last event',
  },
  preset: {
    active: 'Active',
    overdue30: 'Late 30 days or more',
    overpaid: 'Overpaid',
    parked: 'Parked',
    waiting: 'In flight',
    closed: 'Closed',
  },
  chip: {
    q: 'Text',
    status: 'Status',
    health: 'Health',
    product: 'Product',
    door: 'Came by',
    disbursedFrom: 'Disbursed from',
    disbursedTo: 'Disbursed to',
    overdueFrom: 'Days late from',
    sort: 'Sorted by',
  },
  health: { OK: '', RETRYING: 'in flight', PARKED: 'parked' },
  pushed: 'pushed',
}
