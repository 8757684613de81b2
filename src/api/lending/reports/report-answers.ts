import { z } from 'zod'
import 'zod-openapi'

import type { REPORTS } from '../../../reports/catalogue'
import * as examples from './report-examples'

type Name = (typeof REPORTS)[number]['name']

export interface ReportAnswer {
  operationId: string
  schema: z.ZodType
  example: unknown
}

const minor = z.int().meta({ description: 'Minor units.' })
const count = z.int()
const day = z.iso.date()
const ratio = z.number().meta({ description: 'A part of 1, to four decimals.' })
const period = { fromDate: day, toDate: day }

const portfolio = {
  numLoans: count,
  principalOutstandingMinor: minor,
  arrearsMinor: minor,
  par30: ratio,
}

const exposed = z.object({ productCode: z.string(), numLoans: count, exposureMinor: minor })
const delinquent = {
  counts: z.object({ numLoans: count, uniqueCustomers: count }),
  exposureMinor: minor,
  byProduct: z.array(exposed),
}

const earned = { feesMinor: minor, interestMinor: minor, totalMinor: minor }
const sides = { debitMinor: minor, creditMinor: minor, balanceMinor: minor }

/** What each report answers. */
export const REPORT_ANSWERS: Readonly<Record<Name, ReportAnswer>> = {
  'portfolio-summary': {
    operationId: 'portfolioSummary',
    schema: z.object({
      ...period,
      totals: z.object(portfolio),
      breakdown: z.array(z.object({ key: z.string(), ...portfolio })),
      series: z
        .array(z.object({ asOf: day, ...portfolio }))
        .optional()
        .meta({ description: 'Where `frequency` is given.' }),
    }),
    example: examples.portfolioSummary,
  },
  collections: {
    operationId: 'collections',
    schema: z.object({
      ...period,
      rows: z.array(
        z.object({
          date: day,
          scheduledMinor: minor,
          collectedMinor: minor,
          shortfallMinor: minor.meta({
            description: 'Scheduled less collected: below zero where more came.',
          }),
        }),
      ),
    }),
    example: examples.collections,
  },
  delinquency: {
    operationId: 'delinquency',
    schema: z.object({
      asOf: day,
      bucket: z.string().optional(),
      ...delinquent,
      buckets: z
        .array(z.object({ bucket: z.string(), ...delinquent }))
        .optional()
        .meta({ description: 'All four, where `bucket` is left out.' }),
    }),
    example: examples.delinquency,
  },
  revenue: {
    operationId: 'revenue',
    schema: z.object({
      ...period,
      totals: z.object(earned),
      byProduct: z.array(z.object({ productCode: z.string(), ...earned })),
    }),
    example: examples.revenue,
  },
  npl: {
    operationId: 'nonPerformingLoans',
    schema: z.object({
      ...period,
      daysOverdue: count,
      totals: z.object({ numLoans: count, exposureMinor: minor }),
      byProduct: z.array(exposed),
    }),
    example: examples.npl,
  },
  'portfolio-performance': {
    operationId: 'portfolioPerformance',
    schema: z.object({
      ...period,
      metrics: z.array(
        z.object({
          key: z.string(),
          newLoans: count,
          disbursedMinor: minor,
          repaymentsMinor: minor,
          writeOffMinor: minor,
          par30: ratio,
        }),
      ),
    }),
    example: examples.portfolioPerformance,
  },
  disbursements: {
    operationId: 'disbursements',
    schema: z.object({
      ...period,
      rows: z.array(
        z.object({
          date: day,
          loanId: z.string(),
          customerId: z.string(),
          productCode: z.string(),
          amountMinor: minor,
          currency: z.string(),
        }),
      ),
      totals: z.object({ count, amountMinor: minor }),
    }),
    example: examples.disbursements,
  },
  ledger: {
    operationId: 'ledger',
    schema: z.object({
      glAccountId: z.string(),
      ...period,
      openingBalanceMinor: minor,
      entries: z.array(
        z.object({ date: day, description: z.string(), loanId: z.string(), ...sides }),
      ),
      closingBalanceMinor: minor,
    }),
    example: examples.ledger,
  },
  'trial-balance': {
    operationId: 'trialBalance',
    schema: z.object({
      asOf: day,
      accounts: z.array(z.object({ glAccountId: z.string(), name: z.string(), ...sides })),
    }),
    example: examples.trialBalance,
  },
}
