import { Command, Option } from 'commander'

import { systemClock } from '../platform/clock'
import { areBooksElsewhere } from '../platform/config'
import { Database } from '../platform/database'
import { AppError } from '../platform/errors'
import { REPORTS } from '../reports/catalogue'
import { openReport } from '../reports/open-report'
import type { Period } from '../reports/parameters'
import type { Report } from '../reports/report'
import { written } from '../reports/written/forms'
import { findBusiness } from './chosen-business'
import { addDatabaseOption, databaseUrl } from './database-option'
import type { DatabaseOption } from './database-option'
import { optionsOf, periodOptions } from './report-options'
import { writeOut } from './write-out'

interface ReportOptions extends DatabaseOption {
  business?: string
  out?: string
  [parameter: string]: string | undefined
}

const EXAMPLES = `
Examples:
  ./loansaga report portfolio-summary --from 2025-01-01 --to 2025-12-31 --frequency monthly
  ./loansaga report ledger --from 2025-01-01 --to 2025-01-31 --account 1101 --format csv --out ledger.csv
  ./loansaga report trial-balance --from 2025-01-01 --to 2025-12-31 --format pdf --out trial-balance.pdf`

export function registerReport(program: Command): void {
  const command = program
    .command('report')
    .description('write a report of a business, as JSON, CSV or PDF')
    .addHelpText('after', EXAMPLES)
  for (const report of REPORTS) command.addCommand(commandOf(report))
}

function commandOf(report: Report): Command {
  const command = addDatabaseOption(new Command(report.name).description(report.summary))
    .option('--business <id or name>', 'the only one there is where it is left out')
    .option('--out <file>', 'where to write it, instead of to the terminal')
  const options = [...periodOptions(), ...optionsOf(report)]
  for (const { flags, description, isNeeded } of options) {
    command.addOption(new Option(flags, description).makeOptionMandatory(isNeeded))
  }
  return command.action(async (given: ReportOptions) => {
    const asked = Object.fromEntries(
      options.flatMap(({ attribute, parameter }) =>
        given[attribute] === undefined ? [] : [[parameter, given[attribute]]],
      ),
    )
    const flagOf = (parameter: string) =>
      options.find((option) => option.parameter === parameter)?.flags.split(' ')[0] ?? parameter
    await named(flagOf, async () => run(report, valid(report.query, asked), given))
  })
}

/** Says of a parameter that is wrong what it is called here. */
async function named(
  flagOf: (parameter: string) => string,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof AppError) || error.fields.length === 0) throw error
    const wrong = error.fields.map(({ field, message }) => `${flagOf(field)}: ${message}`)
    throw new AppError(error.code, wrong.join('\n'), { cause: error })
  }
}

function valid(query: Report['query'], asked: Record<string, string | undefined>): Period {
  const result = query.safeParse(asked)
  if (result.success) return result.data
  const fields = result.error.issues.map(({ path, message }) => ({
    field: path.join('.'),
    message,
  }))
  throw new AppError('VALIDATION_FAILED', 'The report is not asked for rightly.', { fields })
}

async function run(report: Report, query: Period, options: ReportOptions): Promise<void> {
  if (query.format === 'pdf' && options.out === undefined && process.stdout.isTTY) {
    throw new AppError('NO_FILE', 'A PDF is for no terminal: say where to write it with --out.')
  }
  // Sums over a large journal take longer than a request may.
  const connectionString = databaseUrl(options)
  const database = new Database({ connectionString, poolSize: 2, statementTimeoutMs: 0 })
  try {
    const businessId = await findBusiness(database, options.business)
    const parts = { database, clock: systemClock, booksElsewhere: areBooksElsewhere() }
    const open = await openReport(parts, businessId, report, query)
    try {
      await writeOut(written(open, query.format), options.out)
    } finally {
      await open.close()
    }
  } finally {
    await database.close()
  }
}
