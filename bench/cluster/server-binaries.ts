import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { cacheDirectory } from '../../src/platform/embedded/cache-directory'
import { findGo } from './go-toolchain'

const run = promisify(execFile)

const VERSION = 'v1.32.0'
const MODULE = 'go.temporal.io/server'
const PACKAGES = [`${MODULE}/cmd/server@${VERSION}`, `${MODULE}/cmd/tools/sql@${VERSION}`]
const ANNOUNCE_EVERY_MS = 60_000

export interface ServerBinaries {
  server: string
  /** Makes and updates the schemas of the server's databases. */
  sqlTool: string
}

/**
 * Temporal's own server, built with Go once per user and version; undefined where it is not built
 * yet and there is no Go.
 */
export async function serverBinaries(
  announce: (text: string) => void,
  signal: AbortSignal,
): Promise<ServerBinaries | undefined> {
  const folder = join(
    cacheDirectory(),
    `temporal-server-${VERSION}-${process.platform}-${process.arch}`,
  )
  if (!existsSync(folder)) {
    const go = await findGo()
    if (go === undefined) return undefined
    await build(go, folder, announce, signal)
  }
  // Go names a command after the last part of its path.
  return { server: join(folder, 'server'), sqlTool: join(folder, 'sql') }
}

async function build(
  go: string,
  folder: string,
  announce: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  announce(`Building Temporal's server ${VERSION} with Go: about ten minutes of CPU, once`)
  const started = Date.now()
  const progress = setInterval(() => {
    announce(`  still building, ${Math.round((Date.now() - started) / 1000)} s`)
  }, ANNOUNCE_EVERY_MS)
  mkdirSync(dirname(folder), { recursive: true })
  const scratch = mkdtempSync(`${folder}.`)
  try {
    const env = { ...process.env, GOBIN: scratch, CGO_ENABLED: '0' }
    await run('nice', ['-n', '15', go, 'install', ...PACKAGES], { env, signal })
    // In one step, so that nobody finds half of it.
    renameSync(scratch, folder)
  } finally {
    clearInterval(progress)
    rmSync(scratch, { recursive: true, force: true })
  }
}
