import type { ReportName } from './asked-report'

/** A report as it was worked out by hand; amounts in minor units. */
export type Figures = readonly [ReportName, query: Record<string, string>, expected: object]

const portfolio = (
  numLoans: number,
  principalOutstandingMinor: number,
  arrearsMinor: number,
  par30: number,
) => ({ numLoans, principalOutstandingMinor, arrearsMinor, par30 })

const exposure = (productCode: string, numLoans: number, exposureMinor: number) => ({
  ...{ productCode, numLoans, exposureMinor },
})

const day = (date: string, scheduledMinor: number, collectedMinor: number) => ({
  ...{ date, scheduledMinor, collectedMinor, shortfallMinor: scheduledMinor - collectedMinor },
})

const metric = (
  key: string,
  newLoans: number,
  disbursedMinor: number,
  repaymentsMinor: number,
  par30: number,
) => ({ key, newLoans, disbursedMinor, repaymentsMinor, writeOffMinor: 0, par30 })

const line = (
  date: string,
  description: string,
  loanId: string,
  amount: number,
  balance: number,
) => ({
  ...{ date, description, loanId, balanceMinor: balance },
  ...{ debitMinor: Math.max(amount, 0), creditMinor: Math.max(-amount, 0) },
})

/** Principal 12,000 − 4,000, 6,000 − 3,000, 10,000 and 5,000 − 1,000; interest of the pushed loan is due. */
export const AT_28_FEBRUARY: readonly Figures[] = [
  [
    'portfolio-summary',
    {},
    {
      totals: portfolio(4, 2_500_000, 1_010_000, 0),
      breakdown: [
        { key: '(pushed)', ...portfolio(1, 400_000, 10_000, 0) },
        { key: 'BASIC', ...portfolio(2, 1_100_000, 0, 0) },
        { key: 'PLUS', ...portfolio(1, 1_000_000, 1_000_000, 0) },
      ],
    },
  ],
  [
    'delinquency',
    {},
    {
      asOf: '2025-02-28',
      counts: { numLoans: 2, uniqueCustomers: 2 },
      exposureMinor: 1_400_000,
      byProduct: [exposure('(pushed)', 1, 400_000), exposure('PLUS', 1, 1_000_000)],
    },
  ],
  [
    'npl',
    { daysOverdue: '28' },
    {
      totals: { numLoans: 1, exposureMinor: 400_000 },
      byProduct: [exposure('(pushed)', 1, 400_000)],
    },
  ],
  // 120.00 × 21/31 by 31 January, 120.00 + 120.00 × 18/28 by 28 February.
  [
    'revenue',
    {},
    {
      totals: { feesMinor: 0, interestMinor: 29_714, totalMinor: 29_714 },
      byProduct: [
        { productCode: '(pushed)', feesMinor: 0, interestMinor: 10_000, totalMinor: 10_000 },
        { productCode: 'BASIC', feesMinor: 0, interestMinor: 19_714, totalMinor: 19_714 },
      ],
    },
  ],
  [
    'revenue',
    { revenueType: 'fees' },
    { totals: { feesMinor: 0, interestMinor: 0, totalMinor: 0 } },
  ],
]

const LENT = [
  line('2025-01-05', 'Loan disbursement', 'L-1', 1_200_000, 1_200_000),
  line('2025-01-10', 'Loan disbursement', 'L-2', 600_000, 1_800_000),
  line('2025-01-15', 'Loan disbursement', 'L-4', 500_000, 2_300_000),
  line('2025-01-20', 'Loan disbursement', 'L-3', 1_000_000, 3_300_000),
]
const REPAID = [
  line('2025-02-03', 'Repayment', 'L-4', -100_000, 3_200_000),
  line('2025-02-05', 'Repayment', 'L-1', -400_000, 2_800_000),
  line('2025-02-10', 'Repayment', 'L-2', -300_000, 2_500_000),
]
const DAYS = [
  ...[day('2025-01-31', 10_000, 0), day('2025-02-03', 0, 100_000)],
  ...[day('2025-02-05', 400_000, 400_000), day('2025-02-10', 312_000, 312_000)],
  ...[day('2025-02-20', 1_000_000, 0), day('2025-03-05', 400_000, 400_000)],
  day('2025-03-10', 312_000, 0),
]

/** As it is on the day itself, and asked again after the reversal. */
export const AT_15_MARCH: readonly Figures[] = [
  [
    'portfolio-summary',
    { frequency: 'monthly' },
    {
      fromDate: '2025-01-01',
      toDate: '2025-03-15',
      totals: portfolio(4, 2_100_000, 1_322_000, 0.1905),
      breakdown: [
        { key: '(pushed)', ...portfolio(1, 400_000, 10_000, 1) },
        { key: 'BASIC', ...portfolio(2, 700_000, 312_000, 0) },
        { key: 'PLUS', ...portfolio(1, 1_000_000, 1_000_000, 0) },
      ],
      series: [
        { asOf: '2025-01-31', ...portfolio(4, 3_300_000, 0, 0) },
        { asOf: '2025-02-28', ...portfolio(4, 2_500_000, 1_010_000, 0) },
        { asOf: '2025-03-15', ...portfolio(4, 2_100_000, 1_322_000, 0.1905) },
      ],
    },
  ],
  [
    'delinquency',
    { bucket: '1-30' },
    {
      asOf: '2025-03-15',
      bucket: '1-30',
      counts: { numLoans: 2, uniqueCustomers: 1 },
      exposureMinor: 1_300_000,
      byProduct: [exposure('BASIC', 1, 300_000), exposure('PLUS', 1, 1_000_000)],
    },
  ],
  [
    'delinquency',
    { bucket: '31-60' },
    {
      counts: { numLoans: 1, uniqueCustomers: 1 },
      exposureMinor: 400_000,
      byProduct: [exposure('(pushed)', 1, 400_000)],
    },
  ],
  [
    'npl',
    { daysOverdue: '45' },
    { daysOverdue: 45, totals: { numLoans: 0, exposureMinor: 0 }, byProduct: [] },
  ],
  ['collections', {}, { fromDate: '2025-01-01', toDate: '2025-03-15', rows: DAYS }],
  ['collections', { reportType: 'variance' }, { rows: [DAYS[0], DAYS[4], DAYS[6]] }],
  [
    'portfolio-performance',
    {},
    {
      metrics: [
        metric('(pushed)', 1, 500_000, 100_000, 1),
        metric('BASIC', 2, 1_800_000, 1_112_000, 0),
        metric('PLUS', 1, 1_000_000, 0, 0),
      ],
    },
  ],
  [
    'portfolio-performance',
    { groupBy: 'month' },
    {
      metrics: [
        metric('2025-01', 4, 3_300_000, 0, 0),
        metric('2025-02', 0, 0, 812_000, 0),
        metric('2025-03', 0, 0, 400_000, 0.1905),
      ],
    },
  ],
  [
    'portfolio-performance',
    { groupBy: 'customer' },
    {
      metrics: [
        metric('C-1', 1, 1_200_000, 800_000, 0),
        metric('C-2', 2, 1_600_000, 312_000, 0),
        metric('C-4', 1, 500_000, 100_000, 1),
      ],
    },
  ],
  [
    'portfolio-performance',
    { groupBy: 'currency' },
    { metrics: [metric('TZS', 4, 3_300_000, 1_212_000, 0.1905)] },
  ],
  [
    'disbursements',
    { fromDate: '2025-01-10', toDate: '2025-01-15' },
    {
      rows: [
        {
          ...{ date: '2025-01-10', loanId: 'L-2', customerId: 'C-2', productCode: 'BASIC' },
          ...{ amountMinor: 600_000, currency: 'TZS' },
        },
        {
          ...{ date: '2025-01-15', loanId: 'L-4', customerId: 'C-4', productCode: '(pushed)' },
          ...{ amountMinor: 500_000, currency: 'TZS' },
        },
      ],
      totals: { count: 2, amountMinor: 1_100_000 },
    },
  ],
  [
    'ledger',
    { glAccountId: '1101' },
    {
      glAccountId: '1101',
      openingBalanceMinor: 0,
      entries: [...LENT, ...REPAID, line('2025-03-05', 'Repayment', 'L-1', -400_000, 2_100_000)],
      closingBalanceMinor: 2_100_000,
    },
  ],
  [
    'ledger',
    { glAccountId: '1101', fromDate: '2025-02-01', toDate: '2025-02-28' },
    { openingBalanceMinor: 3_300_000, entries: REPAID, closingBalanceMinor: 2_500_000 },
  ],
]

export const AT_31_MARCH: readonly Figures[] = [
  [
    'portfolio-summary',
    {},
    {
      totals: portfolio(4, 2_400_000, 1_634_000, 0.8333),
      breakdown: [
        { key: '(pushed)', ...portfolio(1, 400_000, 10_000, 1) },
        { key: 'BASIC', ...portfolio(2, 1_000_000, 624_000, 0.6) },
        { key: 'PLUS', ...portfolio(1, 1_000_000, 1_000_000, 1) },
      ],
    },
  ],
  [
    'delinquency',
    { bucket: '31-60' },
    { counts: { numLoans: 3, uniqueCustomers: 2 }, exposureMinor: 2_000_000 },
  ],
  [
    'delinquency',
    { bucket: '1-30' },
    { counts: { numLoans: 0, uniqueCustomers: 0 }, exposureMinor: 0 },
  ],
  [
    'npl',
    { daysOverdue: '45' },
    {
      totals: { numLoans: 2, exposureMinor: 1_000_000 },
      byProduct: [exposure('(pushed)', 1, 400_000), exposure('BASIC', 1, 600_000)],
    },
  ],
  ['collections', {}, { rows: [...DAYS, day('2025-03-20', 0, -312_000)] }],
  [
    'portfolio-performance',
    {},
    {
      metrics: [
        metric('(pushed)', 1, 500_000, 100_000, 1),
        metric('BASIC', 2, 1_800_000, 800_000, 0.6),
        metric('PLUS', 1, 1_000_000, 0, 1),
      ],
    },
  ],
  [
    'ledger',
    { glAccountId: '1101', fromDate: '2025-03-01' },
    {
      openingBalanceMinor: 2_500_000,
      entries: [
        line('2025-03-05', 'Repayment', 'L-1', -400_000, 2_100_000),
        line('2025-03-20', 'Reversal: Repayment', 'L-2', 300_000, 2_400_000),
      ],
      closingBalanceMinor: 2_400_000,
    },
  ],
  ['disbursements', {}, { totals: { count: 4, amountMinor: 3_300_000 } }],
  [
    'trial-balance',
    {},
    {
      asOf: '2025-03-31',
      accounts: expect.arrayContaining([
        {
          ...{ glAccountId: '1101', name: 'Loans outstanding' },
          ...{ debitMinor: 2_400_000, creditMinor: 0, balanceMinor: 2_400_000 },
        },
      ]) as unknown,
    },
  ],
]

/** L-3 has paid 2,500 as of 12 March, which came on 31 March. */
export const AT_15_MARCH_PAID_LATE: readonly Figures[] = [
  ['portfolio-summary', {}, { totals: portfolio(4, 1_850_000, 1_072_000, 0.2162) }],
  ['delinquency', { bucket: '1-30' }, { exposureMinor: 1_050_000 }],
  ['collections', { fromDate: '2025-03-11' }, { rows: [day('2025-03-12', 0, 250_000)] }],
]
