import { z } from 'zod'
import 'zod-openapi'

import type { StoredProduct } from '../../../lending/products/product'
import { instant } from '../../wire/books-schemas'

export const productAnswer = z
  .object({
    productCode: z.string().meta({ example: 'LOAN_BASIC' }),
    type: z.literal('loan'),
    name: z.string(),
    currency: z.string().meta({ example: 'TZS' }),
    config: z.looseObject({}).meta({ description: 'As it was given.' }),
    accountingMapping: z.record(z.string(), z.string()).nullable(),
    status: z.enum(['draft', 'published']),
    version: z.int(),
    createdAt: instant.meta({ description: 'Of the product.' }),
    updatedAt: instant.meta({ description: 'Of this version.' }),
  })
  .meta({ id: 'LendingProduct' })

export type ProductAnswer = z.infer<typeof productAnswer>

export const productExample: ProductAnswer = {
  ...{ productCode: 'LOAN_BASIC', type: 'loan', name: 'Basic Loan', currency: 'TZS' },
  config: { minPrincipal: 100000, maxPrincipal: 10000000, tenorMonths: 12 },
  accountingMapping: { glAsset: '1101', glIncome: '4101' },
  ...{ status: 'draft', version: 1 },
  ...{ createdAt: '2026-01-01T10:00:00.000Z', updatedAt: '2026-01-01T10:00:00.000Z' },
}

export function toProductAnswer(product: StoredProduct): ProductAnswer {
  const { code, name, currency, config, accountMapping, status, version } = product
  return {
    ...{ productCode: code, type: 'loan', name, currency, config: { ...config } },
    accountingMapping: Object.keys(accountMapping).length === 0 ? null : accountMapping,
    ...{ status, version, createdAt: product.createdAt, updatedAt: product.updatedAt },
  }
}

/** Of the product as whoever edits it has seen it last. */
export function etagOf({ latestVersion }: StoredProduct): string {
  return `"${latestVersion}"`
}

export const etagHeader = z.object({
  ETag: z.string().meta({ description: 'For If-Match of the next edit.', example: '"1"' }),
})
