import type { Command } from 'commander'

import { Database } from '../platform/database'
import { AppError } from '../platform/errors'
import { verifyBooks } from '../verify/verify-books'
import type { VerifyOptions } from '../verify/verify-books'
import type { VerifyReport } from '../verify/report'
import { addDatabaseOption, databaseUrl } from './database-option'
import type { DatabaseOption } from './database-option'
import { findBusiness } from './chosen-business'
import { startProgress } from './progress'
import { verifyText } from './verify-text'

interface VerifyCommandOptions extends DatabaseOption {
  business?: string
  json?: true
  expect?: string
}

const DIFFERENT = 1
const NOT_CHECKED = 2

export function registerVerify(program: Command): void {
  addDatabaseOption(
    program
      .command('verify')
      .description('prove that the books equal the loans, from the database alone'),
  )
    .option('--business <id or name>', 'of one business only')
    .option('--expect <digest>', 'the journal must still have the digest of an earlier proof')
    .option('--json', 'the whole report as JSON')
    .addHelpText(
      'after',
      '\nExit code: 0 proven; 1 something differs, each difference is named; 2 it could not be checked.',
    )
    .action(verify)
}

async function verify(options: VerifyCommandOptions): Promise<void> {
  try {
    const report = await check(options)
    console.log(options.json ? JSON.stringify(report, null, 2) : verifyText(report))
    if (!report.proven) process.exitCode = DIFFERENT
  } catch (error) {
    console.error(error instanceof AppError ? error.message : error)
    process.exitCode = NOT_CHECKED
  }
}

async function check(options: VerifyCommandOptions): Promise<VerifyReport> {
  const connectionString = databaseUrl(options)
  // Sums over a large journal take longer than a request may.
  const database = new Database({ connectionString, poolSize: 2, statementTimeoutMs: 0 })
  try {
    const { business } = options
    const scope =
      business === undefined ? {} : { businessId: await findBusiness(database, business) }
    const { expect: expectedDigest } = options
    return await verifyWithProgress(database, {
      ...scope,
      ...(expectedDigest === undefined ? {} : { expectedDigest }),
    })
  } finally {
    await database.close()
  }
}

/** Verifies with a progress bar over the loans. */
export async function verifyWithProgress(
  database: Database,
  scope: Omit<VerifyOptions, 'onProgress'>,
): Promise<VerifyReport> {
  const progress = startProgress('Verifying')
  try {
    const onProgress = (loans: number, total: number) => progress.update(loans, total)
    return await verifyBooks(database, { ...scope, onProgress })
  } finally {
    progress.stop()
  }
}
