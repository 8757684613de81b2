import { STANDARD_CHART, type StandardAccount } from './chart'

/**
 * The accounts that hold what one loan owes and is owed. Each has a side that it never leaves, at
 * no date: 1 where its balance, debits less credits, is never below zero, -1 where never above.
 */
export const CONTROL_SIDES = {
  '1101': 1n,
  '1102': 1n,
  '1103': 1n,
  '2102': -1n,
  '2103': -1n,
} as const satisfies Partial<Record<StandardAccount, bigint>>

export type ControlAccount = keyof typeof CONTROL_SIDES

export const CONTROL_ACCOUNTS = Object.keys(CONTROL_SIDES) as ControlAccount[]

export function isControlAccount(account: string): account is ControlAccount {
  return account in CONTROL_SIDES
}

/**
 * The account of the standard chart that a business books under a code.
 * @param accounts the business's own codes by standard code
 */
export function standardAccountOf(code: string, accounts: Record<string, string>): string {
  return STANDARD_CHART.find((standard) => accounts[standard.code] === code)?.code ?? code
}

/** The control account behind a code; null where it is another account. */
export function controlAccountOf(
  code: string,
  accounts: Record<string, string>,
): ControlAccount | null {
  const account = standardAccountOf(code, accounts)
  return isControlAccount(account) ? account : null
}
