// Builds dist/ beside itself and swaps it in when it is whole, so that a failed build leaves the
// last good one and a running command never meets half of one.
const { execFileSync } = require('node:child_process')
const { existsSync, renameSync, rmSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { sourceStamp } = require('./source-stamp.cjs')

const root = join(__dirname, '..')
const dist = join(root, 'dist')
const next = join(root, 'dist.next')
const old = join(root, 'dist.old')

function node(script, ...args) {
  execFileSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit' })
}

async function build() {
  const stamp = sourceStamp(root)
  rmSync(next, { recursive: true, force: true })
  node('scripts/generate.cjs')
  node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', next)
  const { buildWorkflowBundle } = require(join(next, 'src/temporal/bundle.js'))
  await buildWorkflowBundle(join(next, 'workflow-bundle.js'), join(next, 'workflows/index.js'))
  node('scripts/build-console.cjs', join(next, 'console'))
  writeFileSync(join(next, '.stamp'), stamp)

  rmSync(old, { recursive: true, force: true })
  if (existsSync(dist)) renameSync(dist, old)
  renameSync(next, dist)
  rmSync(old, { recursive: true, force: true })
}

build().catch((error) => {
  rmSync(next, { recursive: true, force: true })
  // What a tool has to say it has said by itself.
  if (error.status === undefined) console.error(error)
  process.exitCode = 1
})
