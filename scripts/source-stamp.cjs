// A hash over everything that dist/ is made of.
const { createHash } = require('node:crypto')
const { readFileSync, readdirSync } = require('node:fs')
const { join, relative } = require('node:path')

const FOLDERS = ['src', 'workflows', 'activities', 'prisma', 'scripts', 'console']
const FILES = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json']
const GENERATED = join('src', 'generated')

function filesBelow(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (path === GENERATED) return []
    return entry.isDirectory() ? filesBelow(root, path) : [path]
  })
}

exports.sourceStamp = function sourceStamp(root) {
  const hash = createHash('sha256')
  const paths = [...FOLDERS.flatMap((folder) => filesBelow(root, folder)), ...FILES]
  for (const path of paths.sort()) {
    hash
      .update(`${relative('', path)}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  }
  return hash.digest('hex')
}
