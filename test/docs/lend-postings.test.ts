import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { pino } from 'pino'

import { createBusiness } from '../../src/business/create-business'
import { CONTROL_SIDES } from '../../src/domain/books/control-accounts'
import { fixedClock } from '../../src/platform/clock'
import { projectRoot } from '../../src/platform/project-root'
import type { Application } from '../../src/stream/command-request'
import type { CommandRequest } from '../../src/stream/stage-request'
import { CreditTransfers } from '../../src/transfers/credit-transfers'
import { verifyBooks } from '../../src/verify/verify-books'
import { createTestDatabase, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { OwnLoan, TWO_MONTHS } from '../support/own-loan'
import { postingTables } from './posting-tables'
import type { PostingRow } from './posting-tables'

const START = '2026-01-10'
const PAGE = readFileSync(join(projectRoot, 'docs/lend/postings.md'), 'utf8')
const TABLES = postingTables(PAGE, '2026')

/** By how the page calls it, the kind of the event that posts. */
const KINDS = {
  disbursement: 'DISBURSE',
  'month end': 'ACCRUAL',
  'due date': 'ACCRUAL',
  repayment: 'REPAY',
  waiver: 'WAIVE_INTEREST',
  'write-off': 'WRITE_OFF',
  refund: 'REFUND',
  payout: 'CREDIT_REFUND',
  'credit given': 'CREDIT_OUT',
  'credit taken': 'REPAY',
}

const FEE = { dueOn: '2026-02-20', rate: { amount: '5000' } }
const AT_DISBURSEMENT: Application['charges'] = [
  { index: 0, time: 'DISBURSEMENT', rate: { amount: '30000' }, penalty: false, dueOn: null },
]
const ONE_MONTH = { ...TWO_MONTHS, principal: '300000', numberOfRepayments: 1, loanTerm: 1 }

type Loans = Record<string, OwnLoan>

describe('The page on what each command does to the books', () => {
  let test: TestDatabase
  let businessId: string
  const clock = fixedClock(`${START}T09:00:00Z`)
  beforeAll(async () => {
    test = await createTestDatabase()
  })
  beforeEach(async () => {
    businessId = await createBusiness(test.database, { name: uniqueName('lender') })
    clock.set(`${START}T09:00:00Z`)
  })
  afterEach(async () => {
    const { differences } = await verifyBooks(test.database, { businessId, clock })
    expect(differences.items).toEqual([])
  })
  afterAll(() => test.close())

  const newLoan = (loanId = 'first') =>
    new OwnLoan({ database: test.database, clock }, { businessId, loanId })

  async function on(day: string, loan: OwnLoan, ...commands: CommandRequest[]): Promise<void> {
    clock.set(`${day}T09:00:00Z`)
    await loan.do(...commands)
  }

  /** A loan under these terms, and what is done with it, day by day. */
  async function told(
    given: Partial<Application>,
    ...steps: [day: string, (loan: OwnLoan) => CommandRequest | Promise<CommandRequest> | null][]
  ): Promise<Loans> {
    const loan = await newLoan().open(given, given.terms?.principal)
    for (const [day, commandOf] of steps) {
      clock.set(`${day}T09:00:00Z`)
      const command = await commandOf(loan)
      await (command === null ? loan.settle() : loan.do(command))
    }
    return { first: loan }
  }
  const wait = () => null
  const pay = (amount: string) => (loan: OwnLoan) => loan.repay(amount)

  /** What is told under each heading, done. */
  const STORIES: Record<string, () => Promise<Loans>> = {
    'Net disbursal': () =>
      told({ terms: { ...TWO_MONTHS, principal: '1000000' }, charges: AT_DISBURSEMENT }),
    'Accrual, and interest paid ahead': () =>
      told({}, ['2026-02-05', pay('612000')], ['2026-03-01', wait], ['2026-03-02', pay('612000')]),
    'Interest waived': () =>
      told(
        {},
        ['2026-02-15', (loan) => loan.command('WAIVE_INTEREST', { amount: '10000' })],
        ['2026-03-01', wait],
      ),
    'A fee paid before it is due': () =>
      told(
        {},
        [START, (loan) => loan.addCharge(FEE)],
        ['2026-02-10', pay('612000')],
        ['2026-02-12', pay('2000')],
        ['2026-02-20', wait],
      ),
    'Write-off': () =>
      told(
        {},
        [START, (loan) => loan.addCharge(FEE)],
        ['2026-02-10', pay('612000')],
        ['2026-03-15', (loan) => loan.command('WRITE_OFF', {})],
      ),
    'Refund of what was paid in advance': () => {
      clock.set('2026-01-21T09:00:00Z')
      return told(
        { terms: { ...ONE_MONTH, firstRepaymentOn: '2026-02-20' } },
        ['2026-01-25', pay('50000')],
        ['2026-02-05', (loan) => loan.command('REFUND', { amount: '50000' })],
        ['2026-03-01', wait],
      )
    },
    'Credit paid out that loses its cover': () =>
      told(
        { terms: { ...TWO_MONTHS, interestRate: '0' } },
        ['2026-01-11', pay('18000')],
        ['2026-01-12', pay('1212000')],
        ['2026-01-14', (loan) => loan.command('CREDIT_REFUND', { amount: '30000' })],
        ['2026-01-16', (loan) => loan.reversal(4)],
      ),
    'Early settlement with a rebate': () =>
      told({ settlementRebate: true }, ['2026-02-05', pay('1210065')]),
    'Credit between loans': async () => {
      const terms = { ...TWO_MONTHS, interestRate: '0' }
      const [first, second] = [newLoan('first'), newLoan('second')]
      for (const loan of [first, second]) await loan.open({ terms })
      await on('2026-01-12', first, first.repay('1230000'))
      clock.set('2026-01-14T09:00:00Z')
      const transfers = new CreditTransfers({
        ...{ database: test.database, clock, logger: pino({ level: 'silent' }) },
        tell: ({ loan }) => (loan.loanId === 'first' ? first : second).settle(),
        settled: () => Promise.resolve(),
      })
      const transferId = randomUUID()
      const said = { amount: '30000', transferId, toLoanId: 'second' }
      await transfers.begin(first.command('CREDIT_OUT', said))
      await transfers.follow(transferId, 60_000)
      return { first, second }
    },
  }

  it('tells of each command with figures', () => {
    expect(Object.keys(TABLES)).toEqual(Object.keys(STORIES))
    const kinds = Object.values(TABLES).flatMap((rows) => rows.map(({ what }) => kindOf(what)))
    expect(new Set(kinds)).toEqual(new Set(Object.values(KINDS)))
  })

  it.each(Object.entries(TABLES))('tells what is posted: %s', async (heading, rows) => {
    const loans = (await STORIES[heading]?.()) ?? {}
    for (const [name, loan] of Object.entries(loans)) {
      const journal = (await loan.journal()).map(parsed)
      const ofLoan = rows.filter((row) => row.loan === name)
      const from = ofLoan[0]?.date ?? ''
      const posted = journal.filter(({ date }) => date >= from)
      expect(
        ofLoan.flatMap(({ date, what, entries }) =>
          entries.map((lines) => ({ date, kind: kindOf(what), lines })),
        ),
      ).toEqual(posted)
      expect(ofLoan.map(({ balances }) => balances)).toEqual(balancesAt(ofLoan, journal, from))
    }
  })
})

interface Entry {
  date: string
  kind: string
  /** As in a row of the page. */
  lines: string
}

function kindOf(what: string): string {
  const [, kind] = Object.entries(KINDS).find(([name]) => what.startsWith(name)) ?? []
  if (kind === undefined) throw new Error(`What is ${what}?`)
  return kind
}

/** `2026-01-31 ACCRUAL: 1102 81.29, 4101 -81.29` */
function parsed(text: string): Entry {
  const [, date = '', kind = '', lines = ''] = /^(\S+) (\w+): (.*)$/.exec(text) ?? []
  return { date, kind, lines: lines.split(', ').sort().join(', ') }
}

/** After each row, what stands on the accounts that it tells of. */
function balancesAt(rows: PostingRow[], journal: Entry[], from: string): Record<string, string>[] {
  let taken = journal.filter(({ date }) => date < from).length
  return rows.map(({ entries, balances }) => {
    taken += entries.length
    const lines = journal.slice(0, taken).flatMap((entry) => entry.lines.split(', '))
    return Object.fromEntries(
      Object.keys(balances).map((account) => {
        const cents = lines
          .filter((line) => line.startsWith(account))
          .reduce((sum, line) => sum + Math.round(Number(line.split(' ')[1]) * 100), 0)
        const side = Number(CONTROL_SIDES[account as keyof typeof CONTROL_SIDES])
        return [account, String((cents * side) / 100 || 0)]
      }),
    )
  })
}
