// Runs the chaos command from its sources: it belongs to the tests and is in no build.
const { readFileSync } = require('node:fs')
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
const { main } = require('../test/chaos/main.ts')
main(process.argv.slice(2)).catch((error) => {
  console.error(error)
  process.exitCode = 1
})
