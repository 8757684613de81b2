import type { Portions } from './derived-loan'

export type Portion = keyof Portions

export const PORTIONS: readonly Portion[] = ['principal', 'interest', 'fees', 'penalties']

export function noPortions(): Portions {
  return { principal: 0n, interest: 0n, fees: 0n, penalties: 0n }
}

export function sumOf({ principal, interest, fees, penalties }: Portions): bigint {
  return principal + interest + fees + penalties
}
