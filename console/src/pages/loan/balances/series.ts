import { words } from '../../../words'

const { balances: said } = words.loan

export const SERIES = [
  { name: 'principal', title: said.principal, colour: '--chart-1', filled: true },
  { name: 'interest', title: said.interest, colour: '--chart-2', filled: false },
  { name: 'fees', title: said.fees, colour: '--chart-3', filled: false },
  { name: 'credit', title: said.credit, colour: '--chart-4', filled: false },
] as const

export type BalanceName = (typeof SERIES)[number]['name']
