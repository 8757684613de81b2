import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { projectRoot, projectVersion } from '../project-root'
import { checksumOf } from './checksum'

export interface FunctionFile {
  name: string
  sql: string
  checksum: string
}

/** The SQL functions of one build. */
export interface FunctionSet {
  files: FunctionFile[]
  version: string
  /** Over the version too: a release that goes back to an earlier text is a newer set all the same. */
  checksum: string
}

const FOLDER = join(projectRoot, 'prisma', 'functions')

/** The functions in prisma/functions. */
export function readFunctions(folder = FOLDER): FunctionSet {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const sql = readFileSync(join(folder, file), 'utf8')
      return { name: file.slice(0, -'.sql'.length), sql, checksum: checksumOf(sql) }
    })
  return functionSet(files)
}

export function functionSet(files: FunctionFile[], version = projectVersion): FunctionSet {
  const lines = files.map(({ name, checksum }) => `${name} ${checksum}`)
  return { files, version, checksum: checksumOf([version, ...lines].join('\n')) }
}
