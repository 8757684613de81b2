import type { Command } from 'commander'

import { createBusiness } from '../business/create-business'
import { addDatabaseOption, withDatabase } from './database-option'
import type { DatabaseOption } from './database-option'
import { table } from './table'

interface AddOptions extends DatabaseOption {
  currency: string
  timeZone: string
  vatRate: string
  glAsset?: string
  glIncome?: string
  glFee?: string
}

export function registerBusiness(program: Command): void {
  const business = program.command('business').description('the businesses that are served')
  addDatabaseOption(business.command('add').description('add a business').argument('<name>'))
    .option('--currency <code>', 'ISO 4217', 'TZS')
    .option('--time-zone <name>', 'IANA name; decides what date it is', 'UTC')
    .option('--vat-rate <decimal>', 'VAT on admin fees', '0.18')
    .option('--gl-asset <code>', 'its own account for 1101 Loans outstanding')
    .option('--gl-income <code>', 'its own account for 4101 Interest income')
    .option('--gl-fee <code>', 'its own account for 4102 Admin fee income')
    .action(add)
  addDatabaseOption(business.command('list').description('list the businesses')).action(list)
}

async function add(name: string, options: AddOptions): Promise<void> {
  const { currency, timeZone, vatRate, glAsset, glIncome, glFee } = options
  const accountMapping = {
    ...(glAsset === undefined ? {} : { glAsset }),
    ...(glIncome === undefined ? {} : { glIncome }),
    ...(glFee === undefined ? {} : { glFee }),
  }
  await withDatabase(options, async (database) => {
    const given = { name, currency, timeZone, vatRate, accountMapping }
    console.log(await createBusiness(database, given))
  })
}

async function list(options: DatabaseOption): Promise<void> {
  await withDatabase(options, async (database) => {
    const businesses = await database.prisma.business.findMany({
      include: { vatRates: { orderBy: { validFrom: 'desc' }, take: 1 } },
      orderBy: { createdAt: 'asc' },
    })
    const rows = businesses.map(({ id, name, currency, timeZone, vatRates }) => [
      ...[id, name, currency, timeZone],
      vatRates[0]?.rate.toString() ?? '',
    ])
    console.log(table(['ID', 'NAME', 'CURRENCY', 'TIME ZONE', 'VAT RATE'], rows))
  })
}
