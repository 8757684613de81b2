import { existsSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'

import { Router } from 'express'
import type { Request, Response } from 'express'

import { AppError } from '../../platform/errors'
import { notFound } from '../routing/mount'

const INDEX = 'index.html'
const FILE_NAME = /^[A-Za-z0-9][\w.-]*$/
const YEAR = 'public, max-age=31536000, immutable'

/** Nothing inline, nothing from elsewhere, and no text becomes markup by itself. */
const POLICY = [
  ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'"],
  ...["font-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'"],
  ...["frame-ancestors 'none'", "require-trusted-types-for 'script'"],
].join('; ')

/** Beside a file lie the same bytes made smaller, under the name of how. */
const CODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
]

/**
 * The console's pages: its assets for good, since their names change with them, and the one page for
 * every other address, which its script makes sense of.
 * @param folder where the build has put them
 */
export function consolePages(folder: string): Router {
  const pages = Router({ caseSensitive: true, strict: true })
  pages.use((req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      throw new AppError('METHOD_NOT_ALLOWED', `${req.method} is not supported here.`, {
        status: 405,
        headers: { Allow: 'GET, HEAD' },
      })
    }
    res.set('Content-Security-Policy', POLICY)
    next()
  })
  pages.get('/', (req, res, next) => {
    if (req.originalUrl.startsWith('/console/')) next()
    else res.redirect(302, '/console/')
  })
  pages.get('/assets/:name', (req, res) => {
    sendFile(req, res, join(folder, 'assets'), req.params.name, YEAR)
  })
  pages.use('/assets', notFound)
  pages.use((req, res) => {
    if (!isFile(join(folder, INDEX))) {
      throw new AppError('NOT_FOUND', 'The console is not built: run `npm run build`.', {
        status: 404,
      })
    }
    const name = req.path.slice(1)
    const isOwn = FILE_NAME.test(name) && isFile(join(folder, name))
    sendFile(req, res, folder, isOwn ? name : INDEX, 'no-cache')
  })
  return pages
}

function sendFile(req: Request, res: Response, folder: string, name: string, cache: string): void {
  if (!FILE_NAME.test(name) || !isFile(join(folder, name))) {
    throw new AppError('NOT_FOUND', 'There is nothing at this address.', { status: 404 })
  }
  const coding = CODINGS.find(
    (one) => req.acceptsEncodings(one.name) !== false && isFile(join(folder, name + one.suffix)),
  )
  res.set({ 'Cache-Control': cache, Vary: 'Accept-Encoding' }).type(extname(name))
  if (coding !== undefined) res.set('Content-Encoding', coding.name)
  res.sendFile(name + (coding?.suffix ?? ''), {
    ...{ root: folder, cacheControl: false, acceptRanges: false },
    // It would tell the type of the smaller bytes.
    headers: { 'Content-Type': res.get('Content-Type') },
  })
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}
