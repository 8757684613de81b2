import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder with package.json, the same from the sources and from the build. */
export const projectRoot = findUpwards(__dirname)

export const projectVersion = readVersion(join(projectRoot, 'package.json'))

function findUpwards(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error(`no package.json above ${__dirname}`)
  return findUpwards(parent)
}

function readVersion(file: string): string {
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  return version
}
