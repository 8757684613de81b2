// Runs a command from its sources, such as the chaos test or the benchmark: they are in no build.
const { readFileSync } = require('node:fs')
const { resolve } = require('node:path')
const { transformSync } = require('@swc/core')

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
    swcrc: false,
  })
  module._compile(code, filename)
}

process.setSourceMapsEnabled(true)
const [command, ...args] = process.argv.slice(2)
const { main } = require(resolve(command))
main(args).catch((error) => {
  console.error(error)
  process.exitCode = 1
})
