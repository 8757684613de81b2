import { z } from 'zod'
import { createDocument } from 'zod-openapi'
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi'

import { EVENT_KINDS, PUSH_NAMES } from '../../domain/events/kinds'
import type { EventKind } from '../../domain/events/kinds'
import { eventAnswer, loanAnswer } from '../push/answer-schemas'
import { disbursementShape } from '../push/disbursement'
import { earlySettlementShape } from '../push/early-settlement'
import { rehearsalShape } from '../push/read-event'
import { repaymentShape } from '../push/repayment'
import { revenueReportShape } from '../push/revenue-report'
import { reversalShape } from '../push/reversal'
import { batchPath } from './batch-path'
import { errorResponses } from './error-responses'
import * as examples from './examples'
import { opsPaths } from './ops-paths'
import { pushOperation, REVERSAL_EXAMPLES } from './push-operations'
import { systemPaths } from './system-paths'
import { tokenPaths } from './token-paths'

// The document says the same for every currency: the decimals an amount may have are the business's.
const EXPONENT = 2

const request = (id: string, shape: z.ZodRawShape) =>
  z.object({ ...shape, ...rehearsalShape }).meta({ id })

const pushes: Record<EventKind, ZodOpenApiOperationObject> = {
  DISBURSEMENT: pushOperation({
    operationId: 'pushDisbursement',
    summary: 'Loan disbursement',
    description:
      'Sent when a loan is disbursed, first of all its events. Makes the disbursement invoice with principal receivable, bank disbursement, admin fee and VAT.',
    request: request('Disbursement', disbursementShape(EXPONENT)),
  }),
  REVENUE_REPORT: pushOperation({
    operationId: 'pushRevenueReport',
    summary: 'Monthly revenue report',
    description:
      'Sent monthly to record interest income. Makes an interest invoice dated the last day of the month; a month is reported once.',
    request: request('RevenueReport', revenueReportShape(EXPONENT)),
  }),
  REPAYMENT: pushOperation({
    operationId: 'pushRepayment',
    summary: 'Loan repayment',
    description:
      'Sent for each payment. Principal pays the disbursement invoice, interest the open interest invoices FIFO. At least one of repaymentPrincipal or repaymentInterest must be > 0.',
    request: request('Repayment', repaymentShape(EXPONENT)),
  }),
  EARLY_SETTLEMENT: pushOperation({
    operationId: 'pushEarlySettlement',
    summary: 'Early settlement',
    description:
      'Sent when a borrower pays off the rest early. Closes principal and interest. At least one of repaymentEarlySettlementPrincipal or repaymentEarlySettlementInterest must be > 0.',
    request: request('EarlySettlement', earlySettlementShape(EXPONENT)),
  }),
  REVERSAL: pushOperation(
    {
      operationId: 'pushReversal',
      summary: 'Reversal of an event',
      description:
        'Undoes a posted event: afterwards every figure is what it would have been had the event never happened. Its entries are mirrored, later events whose split changes are posted anew, all linked. A disbursement with later events needs cascade.',
      request: request('Reversal', reversalShape()),
    },
    REVERSAL_EXAMPLES,
  ),
}

const pushPaths: ZodOpenApiPathsObject = Object.fromEntries(
  EVENT_KINDS.map((kind) => [`/lms-integration/${PUSH_NAMES[kind]}`, { post: pushes[kind] }]),
)

const viewPaths: ZodOpenApiPathsObject = {
  '/lms-integration/events/{eventId}': {
    get: {
      operationId: 'getEvent',
      summary: 'An event, its outcome and what it did to the books',
      tags: ['Views'],
      security: [{ apiKey: [] }],
      requestParams: {
        path: z.object({ eventId: z.string().meta({ example: examples.event.eventId }) }),
      },
      responses: {
        '200': {
          description: 'The event as it stands.',
          content: { 'application/json': { schema: eventAnswer, example: examples.event } },
        },
        ...errorResponses('401', '404', '500'),
      },
    },
  },
  '/lms-integration/loans/{loanId}': {
    get: {
      operationId: 'getLoan',
      summary: 'A loan, its balances, invoices and events',
      tags: ['Views'],
      security: [{ apiKey: [] }],
      requestParams: {
        path: z.object({
          loanId: z.string().meta({ description: 'Percent-encoded.', example: 'LN-2026-0001' }),
        }),
      },
      responses: {
        '200': {
          description: 'The loan as it stands.',
          content: { 'application/json': { schema: loanAnswer, example: examples.loan } },
        },
        ...errorResponses('401', '404', '500'),
      },
    },
  },
}

/** The OpenAPI 3.1 document of everything the API answers. */
export function openApiDocument() {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Loansaga',
      version: '1',
      description:
        'Push the events of loans and see them posted to balanced books. Amounts are JSON numbers in major units; decimal strings are accepted too. An amount’s own text counts: more decimals than the currency has are refused.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: [
      { name: 'Push' },
      { name: 'Views' },
      { name: 'Tokens' },
      { name: 'Operators' },
      { name: 'System' },
    ],
    paths: { ...pushPaths, ...batchPath, ...viewPaths, ...tokenPaths, ...opsPaths, ...systemPaths },
    components: {
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'X-LMS-API-Key' },
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
  })
}
