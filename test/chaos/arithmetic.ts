import type { LoanEvent } from '../../src/domain/events/stream-event'
import { vatOf } from './request'

/** Balances of a loan's accounts, debits less credits, in minor units; zero ones are left out. */
export type Balances = Record<string, bigint>

/**
 * What a loan's accounts must show, by arithmetic on totals and nothing of the product's: no
 * invoice, no order of payment, no entry. It holds because principal is paid before interest and
 * interest before credit, whenever it comes, so that only sums count: a refund of credit is interest
 * that was not paid. A settlement cuts the sums in two. Behind a write-off nothing comes.
 *
 * @param standing the events that are posted and not reversed, in order
 */
export function balancesOf(standing: readonly LoanEvent[]): Balances {
  const cut = standing.findIndex(({ kind }) => kind === 'EARLY_SETTLEMENT')
  const before = sumsOf(cut < 0 ? standing : standing.slice(0, cut))
  const settlement = standing[cut]
  if (settlement === undefined) {
    const isLost = standing.at(-1)?.kind === 'WRITE_OFF'
    return isLost ? lostOf(before) : accounts(before, openOf(before), 0n)
  }

  const { interest: openInterest, principal: openPrincipal } = openOf(before)
  const paid = sumsOf([settlement])
  const accrued = positive(paid.interest - openInterest)
  const due = openInterest + accrued
  const left = paid.principal + paid.interest - openPrincipal
  const waived = positive(due - left)
  const behind = sumsOf(standing.slice(cut + 1))
  // Behind a settlement nothing is open: what comes is credit, and revenue is paid from it.
  const credit =
    positive(left - due) +
    openOf(before).credit +
    behind.principal +
    behind.interest -
    behind.refunded -
    behind.revenue
  const all = sumsOf(standing)
  const revenue = before.revenue + accrued + behind.revenue
  return accounts({ ...all, revenue }, { principal: 0n, interest: 0n, credit }, waived)
}

interface Sums {
  lent: bigint
  adminFee: bigint
  vat: bigint
  revenue: bigint
  principal: bigint
  interest: bigint
  fees: bigint
  refunded: bigint
}

function sumsOf(events: readonly LoanEvent[]): Sums {
  const sums = {
    lent: 0n,
    adminFee: 0n,
    vat: 0n,
    revenue: 0n,
    principal: 0n,
    interest: 0n,
    fees: 0n,
    refunded: 0n,
  }
  for (const { kind, payload } of events) {
    if (kind === 'DISBURSEMENT') {
      sums.lent += BigInt(payload.amount)
      sums.adminFee += BigInt(payload.adminFee)
      sums.vat += vatOf(BigInt(payload.adminFee))
    } else if (kind === 'REVENUE_REPORT') {
      sums.revenue += BigInt(payload.amount)
    } else if (kind === 'CREDIT_REFUND') {
      sums.refunded += BigInt(payload.amount)
    } else if (kind !== 'WRITE_OFF') {
      sums.principal += BigInt(payload.principal)
      sums.interest += BigInt(payload.interest)
      sums.fees += BigInt(payload.fee)
    }
  }
  return sums
}

interface Open {
  principal: bigint
  interest: bigint
  credit: bigint
}

function openOf({ lent, revenue, principal, interest, refunded }: Sums): Open {
  const forInterest = interest + positive(principal - lent) - refunded
  return {
    principal: positive(lent - principal),
    interest: positive(revenue - forInterest),
    credit: positive(forInterest - revenue),
  }
}

/** All that was open is a loss, less the credit. */
function lostOf(sums: Sums): Balances {
  const { principal, interest, credit } = openOf(sums)
  const nothing = { principal: 0n, interest: 0n, credit: 0n }
  return { ...accounts(sums, nothing, 0n), '5101': principal + interest - credit }
}

function accounts(sums: Sums, open: Open, waived: bigint): Balances {
  const balances = {
    '1001':
      sums.principal +
      sums.interest +
      sums.fees -
      sums.refunded -
      (sums.lent - sums.adminFee - sums.vat),
    '1101': open.principal,
    '1102': open.interest,
    '2101': -sums.vat,
    '2102': -open.credit,
    '4101': -sums.revenue,
    '4102': -sums.adminFee,
    '4103': -sums.fees,
    '5102': waived,
  }
  return Object.fromEntries(Object.entries(balances).filter(([, balance]) => balance !== 0n))
}

function positive(amount: bigint): bigint {
  return amount > 0n ? amount : 0n
}
