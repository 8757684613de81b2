// Builds the console's page into the folder that is given, and beside each of its assets what of it travels compressed.
const { readFileSync, readdirSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { promisify } = require('node:util')
const { brotliCompress, gzip } = require('node:zlib')

const COMPRESSED = [
  ['.br', promisify(brotliCompress)],
  ['.gz', promisify(gzip)],
]

async function buildConsole(outDir) {
  // Else whoever builds in a test's or a developer's shell ships React's own checks with it.
  process.env.NODE_ENV = 'production'
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

buildConsole(process.argv[2]).catch((error) => {
  console.error(error)
  process.exitCode = 1
})
