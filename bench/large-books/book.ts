import { createApiKey } from '../../src/identity/api-keys'
import { createBusiness } from '../../src/business/create-business'
import type { Database } from '../../src/platform/database'
import { readLoanRows } from './loan-rows'
import { STORIES } from './loan-stories'
import { LoanTemplate, loanIdOf } from './loan-template'

const TWENTY = 20
/** Numbers of the small lender's loans, behind all of the large one's. */
const SMALL_LENDER_FROM = 50_000_000
const FIRST = 1_000

/** Two lenders and one posted loan of each story: every book begins as a copy of this one. */
export interface Seed {
  lenderId: string
  apiKey: string
  /** A lender of few loans, whose books stand in the same tables. */
  smallLenderId: string
  templates: LoanTemplate[]
}

export async function seedBook(database: Database): Promise<Seed> {
  const lenderId = await createBusiness(database, { name: 'Lender' })
  const smallLenderId = await createBusiness(database, { name: 'Small lender' })
  const { key: apiKey } = await createApiKey(database, lenderId, 'large books')
  const templates: LoanTemplate[] = []
  for (const [place, { post, ofTwenty }] of STORIES.entries()) {
    const loan = { businessId: lenderId, loanId: `template-loan-${place}` }
    const customerId = `template-customer-${place}`
    await post(database, loan, customerId)
    const rows = await readLoanRows(database, loan, customerId)
    const template = new LoanTemplate({ loan, customerId, rows })
    templates.push(...Array.from({ length: ofTwenty }, () => template))
  }
  return { lenderId, apiKey, smallLenderId, templates }
}

/** Which loans a book holds: all up to a number, or those that are measured alone. */
export function* loansOf(seed: Seed, places: Iterable<number>) {
  for (const place of places) {
    yield copyOf(seed, seed.lenderId, FIRST + place)
  }
}

export function* smallLendersLoans(seed: Seed, count: number) {
  for (let place = 0; place < count; place += 1) {
    yield copyOf(seed, seed.smallLenderId, SMALL_LENDER_FROM + place)
  }
}

/** Of these all have the story of an active loan, spread evenly over a book of so many loans. */
export function measuredPlaces(loans: number, count: number): number[] {
  const step = Math.floor(loans / count / TWENTY) * TWENTY
  if (step === 0) throw new Error(`${count} loans are measured: load ${count * TWENTY} or more`)
  return Array.from({ length: count }, (_, place) => place * step)
}

export const copiedLoanId = (place: number): string => loanIdOf(FIRST + place)

function copyOf({ templates }: Seed, businessId: string, number: number) {
  const template = templates[number % TWENTY]
  if (template === undefined) throw new Error('the stories do not make twenty loans')
  return template.copy({ businessId, number })
}
