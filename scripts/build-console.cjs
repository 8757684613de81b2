// Builds the console's page, and beside each of its assets what of it travels compressed.
const { readFileSync, readdirSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { promisify } = require('node:util')
const { brotliCompress, gzip } = require('node:zlib')

const COMPRESSED = [
  ['.br', promisify(brotliCompress)],
  ['.gz', promisify(gzip)],
]

/** @param {string} outDir */
exports.buildConsole = async function buildConsole(outDir) {
  const { build } = await import('vite')
  const configFile = join(__dirname, '..', 'console', 'vite.config.mjs')
  await build({ configFile, logLevel: 'warn', build: { outDir } })

  const assets = join(outDir, 'assets')
  for (const name of readdirSync(assets)) {
    const path = join(assets, name)
    for (const [ending, compress] of COMPRESSED) {
      writeFileSync(path + ending, await compress(readFileSync(path)))
    }
  }
}
