import type { Request } from 'express'

import { AppError } from '../../platform/errors'

const READS = ['GET', 'HEAD']
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * A write must come from our own pages: the browser says where from, and another site cannot add the
 * header without being asked first.
 * @throws AppError CROSS_SITE (403)
 */
export function refuseCrossSite(http: Request): void {
  if (READS.includes(http.method)) return
  if (isOwnOrigin(http) && http.get('X-Loansaga-Console') === '1') return
  throw new AppError('CROSS_SITE', 'This is answered to the console’s own pages only.', {
    status: 403,
  })
}

function isOwnOrigin(http: Request): boolean {
  const site = http.get('Sec-Fetch-Site')
  if (site !== undefined) return site === 'same-origin'
  return http.get('Origin') === `${http.protocol}://${http.host}`
}

/**
 * What signs people in goes over no wire in the clear.
 * @throws AppError NEEDS_HTTPS (403)
 */
export function refuseInTheClear(http: Request): void {
  if (http.secure || LOOPBACK.test(http.hostname)) return
  throw new AppError('NEEDS_HTTPS', `Signing in at ${http.hostname} needs HTTPS.`, { status: 403 })
}
