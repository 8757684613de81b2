import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { projectRoot } from './project-root'

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
      const file = readFileSync(join(folder, name, 'migration.sql'))
      const checksum = createHash('sha256').update(file).digest('hex')
      return { name, sql: file.toString('utf8'), checksum }
    })
}
