import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { Router } from 'express'

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

/** The reference of the API as a page that needs no network but this server. */
export function docsPage(): Router {
  const router = Router()
  router.get('/', (_req, res) => {
    res.type('html').send(PAGE)
  })
  router.get('/boot.js', (_req, res) => {
    res.type('js').send(BOOT)
  })
  router.get('/reference.js', (_req, res) => {
    res.type('js').set('Cache-Control', 'public, max-age=3600').send(reference())
  })
  return router
}

let cached: Buffer | undefined

function reference(): Buffer {
  cached ??= readFileSync(join(packageFolder(), 'dist', 'browser', 'standalone.js'))
  return cached
}

/** The package exports no browser bundle: it is found beside one of its files that are exported. */
function packageFolder(): string {
  return dirname(dirname(require.resolve('@scalar/api-reference/style.css')))
}
