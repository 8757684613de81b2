import type { ProblemKind } from './problem-kind'

const AGAIN = 'Send the same again after the seconds in Retry-After.'
const ADDRESS = 'The reference at /docs has every address with its methods, parameters and bodies.'
const NEW_TOKEN = 'Get a new one by POST /api/generate-token.'

/** What a request is refused for by the door itself, before any loan is asked. */
export const DOOR_PROBLEMS = {
  VALIDATION_FAILED: {
    status: 400,
    meaning: 'Fields of the body, or parameters of the query, are not as they must be.',
    remedy: '`errors` has each of them at once, by a pointer into the body.',
  },
  MALFORMED_JSON: { status: 400, meaning: 'The body is no JSON in UTF-8.' },
  MALFORMED_REQUEST: { status: 400, meaning: 'The head of the request says two things.' },
  MALFORMED_URL: { status: 400, meaning: 'The address is not percent-encoded correctly.' },
  REQUEST_ABORTED: { status: 400, meaning: 'The body ended before its length.' },
  TOKEN_MISSING: {
    status: 401,
    meaning: 'There is no Authorization: Bearer header.',
    remedy: NEW_TOKEN,
  },
  TOKEN_EXPIRED: { status: 401, meaning: 'A token is good for an hour.', remedy: NEW_TOKEN },
  TOKEN_INVALID: {
    status: 401,
    meaning:
      'It is not a token of this deployment, it is one of the other environment, or its key pair was revoked.',
    remedy: NEW_TOKEN,
  },
  INVALID_CREDENTIALS: {
    status: 401,
    meaning: 'No key pair in force has this keyId with this secret.',
  },
  INSUFFICIENT_SCOPE: {
    status: 403,
    meaning: 'The token lacks the scope that `requiredScope` names.',
    remedy: 'Ask for a key pair with that scope: lms:read reads, lms:write writes.',
  },
  BUSINESS_MISMATCH: {
    status: 403,
    meaning: 'The businessId in the body is not the one that the token is for.',
    remedy: 'POST /api/generate-token answers which one that is.',
  },
  NOT_FOUND: { status: 404, meaning: 'There is nothing at this address.', remedy: ADDRESS },
  PRODUCT_NOT_FOUND: {
    status: 404,
    meaning: 'The business has no product of this code, or no such version of it.',
  },
  JOB_NOT_FOUND: { status: 404, meaning: 'The business has no job of this id.' },
  METHOD_NOT_ALLOWED: {
    status: 405,
    meaning: 'The address takes the methods that the header Allow names.',
    remedy: ADDRESS,
  },
  PRODUCT_EXISTS: { status: 409, meaning: 'The business has a product of this code already.' },
  PRODUCT_PUBLISHED: {
    status: 409,
    meaning: 'The newest version of the product is published already.',
    remedy: 'PUT makes the next draft.',
  },
  BOOKS_ELSEWHERE: {
    status: 409,
    meaning: 'The books are kept by another Accounting, which alone can tell of them.',
  },
  PRECONDITION_FAILED: {
    status: 412,
    meaning: 'What If-Match names is no longer what stands: somebody edited it since.',
    remedy: 'Read it again, and send its new ETag.',
  },
  PAYLOAD_TOO_LARGE: { status: 413, meaning: 'The body is larger than is read here.' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    meaning: 'A body is sent as application/json in UTF-8, not compressed.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    meaning: 'The Idempotency-Key was used before, for something else.',
    remedy: 'Every write has a key of its own; only the same write is sent again under it.',
  },
  CURRENCY_MISMATCH: {
    status: 422,
    meaning: 'The business, the product and its loans have one currency.',
  },
  AMOUNT_OUT_OF_LIMITS: {
    status: 422,
    meaning: 'The product lends from its minPrincipal to its maxPrincipal, in minor units.',
  },
  PRODUCT_NOT_PUBLISHED: {
    status: 422,
    meaning: 'Loans take the newest published version of a product; this one has none.',
    remedy: 'POST /api/v1/lms/lending/products/{code}/publish.',
  },
  PRODUCT_WITHOUT_TERM: {
    status: 422,
    meaning: 'The product says neither tenorMonths nor numberOfRepayments.',
  },
  ACCOUNT_UNKNOWN: {
    status: 422,
    meaning: 'An account of the accountingMapping is not in the business’s chart.',
  },
  ACCOUNT_TYPE: {
    status: 422,
    meaning: 'glAsset must name an ASSET account, glIncome and glFee an INCOME account.',
  },
  RECORDED_TOO_LATE: {
    status: 422,
    meaning: 'recordedUpTo is less than a minute ago: what is written just now may still come.',
  },
  TOO_MANY_ATTEMPTS: {
    status: 429,
    meaning: 'Too many tokens were asked for from this address, or for this key pair.',
    remedy: AGAIN,
  },
  RATE_LIMITED: {
    status: 429,
    meaning:
      'The key has sent what it may send in a minute; the header RateLimit tells what is left.',
    remedy: AGAIN,
  },
  INTERNAL_ERROR: {
    status: 500,
    meaning: 'Something failed on our side, and nothing is known about the outcome.',
    remedy: 'Send the same again under the same Idempotency-Key; our log has the requestId.',
  },
  NOT_IMPLEMENTED: { status: 501, meaning: 'The only transfer coding that is known is chunked.' },
  BUSY: { status: 503, meaning: 'There is no room for it now.', remedy: AGAIN },
} as const satisfies Record<string, ProblemKind>
