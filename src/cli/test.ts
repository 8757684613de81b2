import { spawn } from 'node:child_process'

import type { Command } from 'commander'

import { projectRoot } from '../platform/project-root'

export function registerTest(program: Command): void {
  program
    .command('test')
    .description('everything the project checks of itself: types, lint, unit, integration, replay')
    .action(async () => {
      process.exitCode = await runNpmTest()
    })
}

function runNpmTest(): Promise<number> {
  const npm = spawn('npm', ['test'], { cwd: projectRoot, stdio: 'inherit' })
  // Ctrl-C reaches npm by itself; this process waits for it.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => npm.kill('SIGTERM'))
  return new Promise((resolve, reject) => {
    npm.once('error', reject)
    npm.once('exit', (code) => resolve(code ?? 1))
  })
}
