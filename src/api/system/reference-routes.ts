import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { reply } from '../routing/route'
import { systemRoute } from './system-route'

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Loansaga API</title>
<link rel="icon" href="data:,">
</head>
<body>
<div id="reference"></div>
<script src="/docs/reference.js"></script>
<script src="/docs/boot.js"></script>
</body>
</html>
`

// In a file of its own: the page's policy allows no inline script. Everything the reference
// would fetch from elsewhere is switched off.
const BOOT = `Scalar.createApiReference('#reference', {
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  showDeveloperTools: 'never',
  hideClientButton: true,
  agent: { disabled: true },
  mcp: { disabled: true },
})
`

const UNLISTED = 'not an operation'

function browserFile(
  path: `/docs${string}`,
  type: string,
  read: () => string | Buffer,
  cache = 'no-cache',
) {
  return systemRoute({
    method: 'GET',
    path,
    answers: { 200: { description: 'A part of the page of the reference.', type } },
    cache,
    docs: UNLISTED,
    handle: () => Promise.resolve(reply(200, read())),
  })
}

const document = systemRoute({
  method: 'GET',
  path: '/openapi.json',
  answers: { 200: { description: 'The document.', type: 'application/json' } },
  cache: 'no-cache',
  docs: UNLISTED,
  handle: (deps) => Promise.resolve(reply(200, deps.document)),
})

const index = systemRoute({
  method: 'GET',
  path: '/llms.txt',
  answers: { 200: { description: 'The index.', type: 'text/plain' } },
  cache: 'no-cache',
  docs: UNLISTED,
  handle: (deps) => Promise.resolve(reply(200, deps.index)),
})

/** The document, and the reference of the API as a page that needs no network but this server. */
export const referenceRoutes = [
  document,
  index,
  browserFile('/docs', 'html', () => PAGE),
  browserFile('/docs/boot.js', 'js', () => BOOT),
  browserFile('/docs/reference.js', 'js', reference, 'public, max-age=3600'),
]

let cached: Buffer | undefined

function reference(): Buffer {
  cached ??= readFileSync(join(packageFolder(), 'dist', 'browser', 'standalone.js'))
  return cached
}

/** The package exports no browser bundle: it is found beside one of its files that are exported. */
function packageFolder(): string {
  return dirname(dirname(require.resolve('@scalar/api-reference/style.css')))
}
