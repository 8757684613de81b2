/** Every route there is, as metrics and the access log name it. */
const ROUTES = [
  '/lms-integration/disbursement',
  '/lms-integration/revenue-report',
  '/lms-integration/repayment',
  '/lms-integration/early-settlement',
  '/lms-integration/reversal',
  '/lms-integration/batch',
  '/lms-integration/events/{eventId}',
  '/lms-integration/loans/{loanId}',
  '/api/generate-token',
  '/.well-known/jwks.json',
  '/ops/parked',
  '/ops/refused',
  '/ops/health',
  '/ops/actions',
  '/ops/compensations',
  '/ops/loans/{loanId}',
  '/ops/jobs/{jobId}',
  '/ops/events/{eventId}/retry',
  '/ops/events/{eventId}/skip',
  '/ops/events/{eventId}/reverse',
  '/ops/retry',
  '/openapi.json',
  '/docs',
  '/healthz',
  '/readyz',
  '/metrics',
]

const PATTERNS = ROUTES.map((name) => ({
  name,
  pattern: new RegExp(`^${name.replace(/\{\w+\}/g, '[^/]+')}/?$`, 'i'),
}))

/**
 * The route a URL belongs to, without its ids and its query, which may name a borrower; what
 * belongs to none is `unmatched`, so that a scanner cannot make labels without end.
 */
export function routeName(url: string): string {
  const path = url.split('?', 1)[0] ?? ''
  return PATTERNS.find(({ pattern }) => pattern.test(path))?.name ?? 'unmatched'
}
