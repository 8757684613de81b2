'use strict'

// Loaded into the stack's processes before anything of theirs. At SIGUSR2 a process takes its clock
// to be as many milliseconds ahead as the file says: a month end cannot be waited for.
const { readFileSync } = require('node:fs')
const { join } = require('node:path')

process.on('SIGUSR2', () => {
  const { systemClock } = require(join(__dirname, '../../dist/src/platform/clock.js'))
  const ahead = Number(readFileSync(process.env.BENCH_CLOCK, 'utf8'))
  systemClock.now = () => new Date(Date.now() + ahead)
})
