import { spawnSync } from 'node:child_process'

import { projectRoot } from '../../src/platform/project-root'

/** Runs `./loansaga --version` in a Node.js that says it is another. */
function runAs(version: string): { status: number | null; stderr: string } {
  const script = `
    const versions = { ...process.versions, node: '${version}' }
    Object.defineProperty(process, 'versions', { value: versions })
    process.argv.push('loansaga', '--version')
    require('./loansaga')`
  return spawnSync(process.execPath, ['-e', script], { cwd: projectRoot, encoding: 'utf8' })
}

describe('./loansaga', () => {
  it.each(['20.19.0', '20.20.2', '22.12.0', '23.1.0', '24.0.0', '26.4.1'])(
    'runs on Node.js %s',
    (version) => {
      expect(runAs(version)).toMatchObject({ status: 0, stderr: '' })
    },
  )

  it.each(['16.20.2', '18.20.8', '20.18.3', '21.7.3', '22.11.0'])(
    'says what it needs on Node.js %s',
    (version) => {
      const stderr = `Loansaga needs Node.js ^20.19 || >=22.12; this is ${version}.\n`
      expect(runAs(version)).toMatchObject({ status: 1, stderr })
    },
  )
})
