import type { FineractCharge, FineractLoan } from './cases'

/** Of an application there, what ours has no field for: the currency's own is the business's. */
const NOT_SENT = ['digitsAfterDecimal', 'inMultiplesOf', 'currencyCode', 'charges']

/** An application as it is sent to `/v1/loans`. */
export function applicationOf(loan: FineractLoan): Record<string, unknown> {
  const sent = Object.entries(loan).filter(([name]) => !NOT_SENT.includes(name))
  return {
    ...Object.fromEntries(sent.map(([name, value]) => [name, onWire(value)])),
    ...{ productId: 1, charges: loan.charges.map(chargeOf) },
  }
}

export function chargeOf(charge: FineractCharge): Record<string, unknown> {
  const sent = Object.entries(charge).map(([name, value]) => [name, onWire(value)])
  return { name: 'Charge', ...Object.fromEntries(sent) }
}

/** Figures are numbers there, as they are here. */
function onWire(value: unknown): unknown {
  return typeof value === 'string' && /^-?[\d.]+$/.test(value) ? Number(value) : value
}
