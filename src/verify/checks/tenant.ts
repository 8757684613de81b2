import type { CommonCheck } from '../loan-check'

/** All that belongs to a loan belongs to the loan's business. */
export const tenant: CommonCheck = {
  name: 'tenant',
  find: ({ foreignTables, businessId }) =>
    foreignTables.map((table) => ({
      subject: `rows of ${table}`,
      expected: `of business ${businessId}`,
      found: 'of another business',
    })),
}
