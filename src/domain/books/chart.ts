export type AccountType = 'ASSET' | 'LIABILITY' | 'INCOME' | 'EXPENSE'

/** The standard chart of accounts, the same for every business until it names its own. */
export const STANDARD_CHART = [
  { code: '1001', name: 'Bank (clearing)', type: 'ASSET' },
  { code: '1002', name: 'Transfers between loans (clearing)', type: 'ASSET' },
  { code: '1101', name: 'Loans outstanding', type: 'ASSET' },
  { code: '1102', name: 'Interest receivable', type: 'ASSET' },
  { code: '1103', name: 'Fees and penalties receivable', type: 'ASSET' },
  { code: '2101', name: 'VAT payable', type: 'LIABILITY' },
  { code: '2102', name: 'Customer credit balances', type: 'LIABILITY' },
  { code: '2103', name: 'Interest received in advance', type: 'LIABILITY' },
  { code: '4101', name: 'Interest income', type: 'INCOME' },
  { code: '4102', name: 'Admin fee income', type: 'INCOME' },
  { code: '4103', name: 'Fee income', type: 'INCOME' },
  { code: '4104', name: 'Penalty income', type: 'INCOME' },
  { code: '5101', name: 'Loans written off', type: 'EXPENSE' },
  { code: '5102', name: 'Interest and charges waived', type: 'EXPENSE' },
] as const satisfies readonly { code: string; name: string; type: AccountType }[]

export type StandardAccount = (typeof STANDARD_CHART)[number]['code']

/** The names under which an `accountingMapping` gives a business's own accounts. */
export const accountNames = {
  glAsset: '1101',
  glIncome: '4101',
  glFee: '4102',
  glTransfer: '1002',
} as const satisfies Record<string, StandardAccount>

/**
 * The code a business books a standard account under.
 * @param accounts the business's own codes by standard code
 */
export function accountOf(standard: StandardAccount, accounts: Record<string, string>): string {
  return accounts[standard] ?? standard
}
