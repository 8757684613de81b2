import { createDocument } from 'zod-openapi'

import { DOORS } from '../doors'
import { operationsOf } from './operations'

/** The OpenAPI 3.1 document of everything the API answers. */
export function openApiDocument() {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Loansaga',
      version: '1',
      description:
        'Push the events of loans, or run loans here, and see them posted to balanced books. Amounts are JSON numbers in major units; decimal strings are accepted too. An amount’s own text counts: more decimals than the currency has are refused.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: [
      { name: 'Push' },
      { name: 'Views' },
      { name: 'Customers' },
      { name: 'Loans' },
      { name: 'Repayments' },
      { name: 'Products' },
      { name: 'Tokens' },
      { name: 'Operators' },
      { name: 'System' },
    ],
    paths: Object.fromEntries(DOORS.flatMap((door) => Object.entries(operationsOf(door)))),
    components: {
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'X-LMS-API-Key' },
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
  })
}
