import type { Amount } from '../../parts/money/amount'

export interface Account {
  account: string
  name: string
  type: string
  balance: Amount
}
