import { Command } from 'commander'

import { AppError } from '../platform/errors'
import { projectVersion } from '../platform/project-root'
import { registerApi } from './api'
import { registerBusiness } from './business-command'
import { registerDemo } from './demo'
import { registerImport } from './import'
import { registerKeys } from './keys'
import { registerMigrate } from './migrate-command'
import { registerOperations } from './operations'
import { registerRecover } from './recover-command'
import { registerReplay } from './replay-command'
import { registerReport } from './report-command'
import { registerTest } from './test'
import { registerUp } from './up'
import { registerUsers } from './users'
import { registerVerify } from './verify'
import { registerWorker } from './worker'

const EXAMPLES = `
Examples:
  ./loansaga up                               run everything here, keep it in .loansaga
  ./loansaga up --ephemeral --port 0          the same, keep nothing, on any free port
  ./loansaga business add "Acme" --currency TZS --time-zone Africa/Dar_es_Salaam
  ./loansaga keys create --business Acme      make an API key, of the \`up\` in .loansaga
  ./loansaga users link                       an address that signs you in to the console, once
  DATABASE_URL=… TEMPORAL_ADDRESS=… ./loansaga worker

What else can be set is an environment variable: see docs/run/configuration.md.`

function createProgram(): Command {
  const program = new Command('loansaga')
    .description('Each loan one Temporal workflow: the LMS and the accounting, kept in step.')
    .version(projectVersion)
    .showHelpAfterError()
    .addHelpText('after', EXAMPLES)
  registerDemo(program)
  registerUp(program)
  registerApi(program)
  registerWorker(program)
  registerMigrate(program)
  registerBusiness(program)
  registerKeys(program)
  registerUsers(program)
  registerOperations(program)
  registerVerify(program)
  registerReport(program)
  registerImport(program)
  registerRecover(program)
  registerReplay(program)
  registerTest(program)
  return program
}

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof AppError ? error.message : error)
    process.exitCode = 1
  })
