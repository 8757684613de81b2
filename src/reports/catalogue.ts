import { collections } from './definitions/collections'
import { delinquency } from './definitions/delinquency'
import { disbursements } from './definitions/disbursements'
import { ledger } from './definitions/ledger'
import { nonPerformingLoans } from './definitions/npl'
import { portfolioPerformance } from './definitions/performance'
import { portfolioSummary } from './definitions/portfolio-summary'
import { revenue } from './definitions/revenue'
import { trialBalanceReport } from './definitions/trial-balance'
import type { Report } from './report'

/** Every report there is. */
export const REPORTS = [
  portfolioSummary,
  collections,
  delinquency,
  revenue,
  nonPerformingLoans,
  portfolioPerformance,
  disbursements,
  ledger,
  trialBalanceReport,
] as const satisfies readonly Report[]
