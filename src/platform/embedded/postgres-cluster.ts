import { execFile } from 'node:child_process'
import { chownSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { AppError, errorMessage } from '../errors'
import { ensureOwnSecret } from './own-secret'
import { commandLine, unprivileged } from './unprivileged'

const run = promisify(execFile)

export const CLUSTER_USER = 'loansaga'

/** Owns nothing: as whom everything but migrations connects. */
export const APPLICATION_USER = 'loansaga_app'

/** The password of the cluster's superuser. */
export function clusterPassword(dataDirectory: string): string {
  return ensureOwnSecret(dataDirectory, 'postgres.password')
}

export function applicationPassword(dataDirectory: string): string {
  return ensureOwnSecret(dataDirectory, 'postgres.application.password')
}

/** Under another name until it is whole, so that being killed half-way leaves nothing usable. */
export async function makeCluster(
  initdb: string,
  cluster: string,
  password: string,
): Promise<void> {
  const unfinished = `${cluster}.unfinished-${process.pid}`
  removeAll(`${cluster}.unfinished-`)
  const as = unprivileged(initdb, unfinished)
  const passwordFile = `${unfinished}.password`
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  const { uid, gid } = as.ids
  if (uid !== undefined && gid !== undefined) chownSync(passwordFile, uid, gid)
  const { executable, args } = commandLine(as, initdb, [
    `--pgdata=${unfinished}`,
    `--username=${CLUSTER_USER}`,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ])
  try {
    await run(executable, args, { cwd: '/', ...as.ids })
  } catch (error) {
    const message = `PostgreSQL could not make ${cluster}: ${errorMessage(error)}`
    throw new AppError('EMBEDDED_POSTGRES', message, { cause: error })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(unfinished, cluster)
}

function removeAll(prefix: string): void {
  const folder = dirname(prefix)
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (path.startsWith(prefix)) rmSync(path, { recursive: true, force: true })
  }
}
