const january = { fromDate: '2025-01-01', toDate: '2025-01-31' }
const [BASIC, PLUS] = ['LOAN_BASIC', 'LOAN_PLUS'] as const

const portfolio = (loans: number, principal: number, arrears: number, par30: number) => ({
  ...{ numLoans: loans, principalOutstandingMinor: principal, arrearsMinor: arrears, par30 },
})

export const portfolioSummary = {
  ...january,
  totals: portfolio(1200, 12_345_678_900, 234_567_800, 0.045),
  breakdown: [
    { key: BASIC, ...portfolio(800, 8_234_567_800, 134_567_800, 0.038) },
    { key: PLUS, ...portfolio(400, 4_111_111_100, 100_000_000, 0.0591) },
  ],
}

export const collections = {
  ...january,
  rows: [
    {
      ...{ date: '2025-01-01', scheduledMinor: 50_000_000, collectedMinor: 48_000_000 },
      shortfallMinor: 2_000_000,
    },
  ],
}

const exposed = [
  { productCode: BASIC, numLoans: 80, exposureMinor: 245_678_900 },
  { productCode: PLUS, numLoans: 40, exposureMinor: 100_000_000 },
]

export const delinquency = {
  asOf: '2025-01-31',
  bucket: '31-60',
  counts: { numLoans: 120, uniqueCustomers: 110 },
  exposureMinor: 345_678_900,
  byProduct: exposed,
}

export const revenue = {
  ...january,
  totals: { feesMinor: 1_234_500, interestMinor: 5_432_100, totalMinor: 6_666_600 },
  byProduct: [
    { productCode: BASIC, feesMinor: 600_000, interestMinor: 3_000_000, totalMinor: 3_600_000 },
    { productCode: PLUS, feesMinor: 634_500, interestMinor: 2_432_100, totalMinor: 3_066_600 },
  ],
}

export const npl = {
  ...january,
  daysOverdue: 90,
  totals: { numLoans: 120, exposureMinor: 345_678_900 },
  byProduct: exposed,
}

export const portfolioPerformance = {
  ...january,
  metrics: [
    {
      ...{ key: BASIC, newLoans: 300, disbursedMinor: 7_500_000_000 },
      ...{ repaymentsMinor: 1_200_000_000, writeOffMinor: 50_000_000, par30: 0.038 },
    },
  ],
}

export const disbursements = {
  ...january,
  rows: [
    {
      ...{ date: '2025-01-02', loanId: 'LN-1001', customerId: 'C-1', productCode: BASIC },
      ...{ amountMinor: 2_500_000, currency: 'TZS' },
    },
  ],
  totals: { count: 1, amountMinor: 2_500_000 },
}

export const ledger = {
  glAccountId: '1101',
  ...january,
  openingBalanceMinor: 0,
  entries: [
    {
      ...{ date: '2025-01-05', description: 'Loan disbursement', loanId: 'LN-1001' },
      ...{ debitMinor: 250_000_000, creditMinor: 0, balanceMinor: 250_000_000 },
    },
    {
      ...{ date: '2025-01-10', description: 'Repayment', loanId: 'LN-1001' },
      ...{ debitMinor: 0, creditMinor: 2_000_000, balanceMinor: 248_000_000 },
    },
  ],
  closingBalanceMinor: 248_000_000,
}

export const trialBalance = {
  asOf: '2025-01-31',
  accounts: [
    {
      ...{ glAccountId: '1101', name: 'Loans outstanding' },
      ...{ debitMinor: 250_000_000, creditMinor: 0, balanceMinor: 250_000_000 },
    },
    {
      ...{ glAccountId: '4101', name: 'Interest income' },
      ...{ debitMinor: 0, creditMinor: 5_432_100, balanceMinor: -5_432_100 },
    },
  ],
}
