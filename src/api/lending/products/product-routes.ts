import { z } from 'zod'
import 'zod-openapi'

import { accountNames } from '../../../domain/books/chart'
import { keyedWrite } from '../../../lending/keyed-write'
import { findProduct, listProducts } from '../../../lending/products/find-product'
import type { WhichVersion } from '../../../lending/products/find-product'
import type { ProductConfig, ProductMapping } from '../../../lending/products/product'
import { writeProduct } from '../../../lending/products/write-product'
import type { ProductWrite } from '../../../lending/products/write-product'
import type { Business } from '../../../business/business'
import { AppError } from '../../../platform/errors'
import { bodyOf } from '../../routing/request-body'
import { reply } from '../../routing/route'
import { id, text } from '../../wire/fields'
import { firstNamed, idInPath } from '../../wire/id-in-path'
import { validKey } from '../../wire/idempotency-key'
import { ifMatch, keyHeader, matchHeader } from '../headers'
import { lendingRoute, MAY_READ, MAY_WRITE } from '../lending-route'
import type { LendingDeps } from '../lending-route'
import {
  etagHeader,
  etagOf,
  productAnswer,
  productExample,
  toProductAnswer,
} from './product-answer'
import { productConfig } from './product-config'
import { productNotWritten } from './product-refusals'

const tag = 'Products'
const PATH = '/lending/products'

const { glAsset, glIncome, glFee } = accountNames
const account = (standard: string) => text(`Instead of ${standard}.`, standard).optional()

const accountingMapping = z
  .strictObject({
    glAsset: account(glAsset),
    glIncome: account(glIncome),
    glFee: account(glFee),
  })
  .nullish()
  .meta({
    description: 'Accounts of its own; each is looked up in the chart when it is published.',
    example: { glAsset: '1101', glIncome: '4101' },
  })

const shape = {
  name: text('What it is called.', 'Basic Loan'),
  currency: text('The business’s: its books have one.', 'TZS'),
  config: productConfig,
  accountingMapping,
}
const newProduct = z
  .strictObject({ code: id('Unique in the business.', 'LOAN_BASIC'), ...shape })
  .meta({ id: 'NewLendingProduct' })
const editedProduct = z.strictObject(shape).meta({ id: 'EditedLendingProduct' })

const answer = (description: string, status: 'draft' | 'published' = 'draft') => ({
  description,
  headers: etagHeader,
  schema: productAnswer,
  example: { ...productExample, status, version: status === 'draft' ? 1 : 2 },
})

const ONE_PRODUCT = {
  params: { code: idInPath('LOAN_BASIC') },
  missing: { code: 'PRODUCT_NOT_FOUND', message: 'There is no product {code}.' },
} as const

const create = lendingRoute({
  method: 'POST',
  path: PATH,
  scopes: MAY_WRITE,
  permission: 'lms:approve',
  body: bodyOf(newProduct),
  answers: { 201: answer('A draft: loans take it once it is published.') },
  refuses: { 409: {}, 422: {} },
  docs: {
    ...{ tag, operationId: 'createLendingProduct', summary: 'Create a product' },
    headers: keyHeader,
  },
  async handle(deps, { caller: { business }, body, http }) {
    const product = await written(deps, {
      does: 'create_product',
      with: {
        ...keyedWrite(business.id, 'PRODUCT', [body], validKey(http)),
        ...{ code: body.code, ...saidOf(body, business) },
      },
    })
    return reply(201, product.body, product.headers)
  },
})

const list = lendingRoute({
  method: 'GET',
  path: PATH,
  scopes: MAY_READ,
  answers: {
    200: {
      description: 'Each as loans take it, or as it was drafted last; by code.',
      schema: z.array(productAnswer),
      example: [productExample],
    },
  },
  docs: { tag, operationId: 'listLendingProducts', summary: 'List the products' },
  async handle({ database }, { caller: { business } }) {
    const products = await listProducts(database, business.id)
    return reply(200, products.map(toProductAnswer))
  },
})

const look = lendingRoute({
  ...ONE_PRODUCT,
  method: 'GET',
  path: `${PATH}/{code}`,
  scopes: MAY_READ,
  query: z.strictObject({
    version: z
      .string({ error: 'Must be given once.' })
      .regex(/^(draft|[1-9]\d{0,8})$/, { error: 'Must be draft or a number.' })
      .transform((given): WhichVersion => (given === 'draft' ? given : Number(given)))
      .optional()
      .meta({ description: 'The newest draft, or this version.', override: { type: 'string' } }),
  }),
  answers: { 200: answer('As loans take it; a draft where none is published.') },
  docs: { tag, operationId: 'getLendingProduct', summary: 'A product' },
  async handle({ database }, { caller: { business }, params, query }) {
    const product = await firstNamed(params.code, (code) =>
      findProduct(database, business.id, code, query.version),
    )
    return product && reply(200, toProductAnswer(product), { ETag: etagOf(product) })
  },
})

const edit = lendingRoute({
  ...ONE_PRODUCT,
  method: 'PUT',
  path: `${PATH}/{code}`,
  scopes: MAY_WRITE,
  permission: 'lms:approve',
  body: bodyOf(editedProduct),
  answers: { 200: answer('The next draft; what is published stays in use.') },
  refuses: { 412: {}, 422: {} },
  docs: {
    ...{ tag, operationId: 'editLendingProduct', summary: 'Draft a product anew' },
    headers: matchHeader,
  },
  async handle(
    deps,
    {
      caller: { business },
      params: {
        code: [code = ''],
      },
      body,
      http,
    },
  ) {
    const ifVersion = ifMatch(http)
    const product = await written(deps, {
      does: 'redraft_product',
      with: {
        ...keyedWrite(business.id, 'PRODUCT_DRAFT', [code, body], validKey(http)),
        ...{ code, ifVersion, ...saidOf(body, business) },
      },
    })
    return reply(200, product.body, product.headers)
  },
})

const publish = lendingRoute({
  ...ONE_PRODUCT,
  method: 'POST',
  path: `${PATH}/{code}/publish`,
  scopes: MAY_WRITE,
  permission: 'lms:approve',
  answers: { 200: answer('Loans take it from now on.', 'published') },
  refuses: { 409: {}, 412: {}, 422: {} },
  docs: {
    ...{ tag, operationId: 'publishLendingProduct', summary: 'Publish a product' },
    headers: matchHeader,
  },
  async handle(
    deps,
    {
      caller: { business },
      params: {
        code: [code = ''],
      },
      http,
    },
  ) {
    const product = await written(deps, {
      does: 'publish_product',
      with: {
        ...keyedWrite(business.id, 'PRODUCT_PUBLISHED', [code], validKey(http)),
        ...{ code, ifVersion: ifMatch(http) },
      },
    })
    return reply(200, product.body, product.headers)
  },
})

export const productRoutes = [create, list, look, edit, publish]

async function written({ database }: LendingDeps, write: ProductWrite) {
  const product = await writeProduct(database, write)
  if (!('code' in product)) throw productNotWritten(product, write.with.code)
  return { body: toProductAnswer(product), headers: { ETag: etagOf(product) } }
}

function saidOf(
  { name, currency, config, accountingMapping: mapping }: z.output<typeof editedProduct>,
  { currency: ofBusiness }: Business,
) {
  if (currency !== ofBusiness) {
    const message = `The currency must be ${ofBusiness}, which the business’s books are in.`
    throw new AppError('CURRENCY_MISMATCH', message, { status: 422 })
  }
  return {
    ...{ name, currency, config: config as ProductConfig },
    accountingMapping: (mapping ?? {}) as ProductMapping,
  }
}
