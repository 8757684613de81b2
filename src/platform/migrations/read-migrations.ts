import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { projectRoot } from '../project-root'
import { checksumOf } from './checksum'

export interface Migration {
  name: string
  sql: string
  /** SHA-256 of the file in hex, as Prisma has it. */
  checksum: string
}

const FOLDER = join(projectRoot, 'prisma', 'migrations')

/** The migrations in prisma/migrations, in the order they are applied. */
export function readMigrations(folder = FOLDER): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: checksumOf(sql) }
    })
}
