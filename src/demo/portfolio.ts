import type { RefusalCode } from '../domain/events/refusal'
import { loanStory } from './borrower-story'
import { lendingStory } from './lending/lending-story'
import type { LendingStory } from './lending/lending-story'
import { partnerStory } from './partner/partner-story'
import type { PartnerStory } from './partner/partner-story'
import type { Row } from './rows'

export interface PortfolioOptions {
  loans: number
  seed: number
  /** The calendar year everything happens in; a past one, since nothing may lie in the future. */
  year: number
}

/** What the rows are expected to come to when they are pushed for the first time. */
export interface ExpectedOutcomes {
  sent: number
  posted: number
  duplicates: number
  /** Staged, then refused by a rule. */
  failed: Partial<Record<RefusalCode, number>>
  /** Refused at the door. */
  refused: Partial<Record<RefusalCode, number>>
}

export interface Portfolio {
  /** The rows of each loan, in the order in which they must be sent. */
  loans: readonly (readonly Row[])[]
  /** A third of all: the loans that live here and are run through `/v1`. */
  lending: readonly LendingStory[]
  /** A ninth of all: the loans that live here and that a partner runs through `/api`. */
  partner: readonly PartnerStory[]
  expected: ExpectedOutcomes
}

/** Of so many loans one is run through a door. */
const ONE_IN = { lending: 3, partner: 9 }

/**
 * A small lender's year: the same for the same options, and a larger one begins with the smaller.
 */
export function portfolio({ loans, seed, year }: PortfolioOptions): Portfolio {
  const here = Math.floor(loans / ONE_IN.lending)
  const partners = Math.floor(loans / ONE_IN.partner)
  const told = <Story>(count: number, tell: (no: number, seed: number, year: number) => Story) =>
    Array.from({ length: count }, (_, index) => tell(index + 1, seed, year))
  const stories = told(loans - here - partners, loanStory)
  return {
    loans: stories,
    lending: told(here, lendingStory),
    partner: told(partners, partnerStory),
    expected: countOutcomes(stories.flat()),
  }
}

function countOutcomes(rows: readonly Row[]): ExpectedOutcomes {
  const counts: ExpectedOutcomes = {
    sent: rows.length,
    posted: 0,
    duplicates: 0,
    failed: {},
    refused: {},
  }
  for (const { expected } of rows) {
    switch (expected.status) {
      case 'POSTED':
        counts.posted += 1
        break
      case 'DUPLICATE':
        counts.duplicates += 1
        break
      case 'FAILED':
        counts.failed[expected.code] = (counts.failed[expected.code] ?? 0) + 1
        break
      case 'REFUSED':
        counts.refused[expected.code] = (counts.refused[expected.code] ?? 0) + 1
    }
  }
  return counts
}
