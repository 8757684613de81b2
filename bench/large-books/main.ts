import { writeFileSync } from 'node:fs'

import { compare } from './compare'
import { explainActions } from './explain-actions'
import { ExplainLog, explainEverything } from './explain-log'
import { exerciseOn, exercisedLoans } from './exercised-loan'
import { fillBooks } from './fill-books'
import { countIndexUseAnew, growthOf, indexUse } from './growth'
import { startOperations } from './operations'
import { USAGE, largeBooksOptions } from './options'
import type { LargeBooksOptions } from './options'
import {
  actionTable,
  comparisonTable,
  findingsText,
  growthTable,
  indexTable,
  isMet,
  verifiedText,
} from './result'
import type { LargeBooksResult } from './result'
import { TwoBooks } from './two-books'
import { verifyAll } from './verify-all'

const MEASURED_PER_ROUND = 60
const SMALL_LENDERS = 200
/** Loans that every statement is explained on: a generic plan comes after five. */
const EXPLAINED = 8
/** Beside the measured loans, which are at every twentieth place or more. */
const EXPLAINED_FROM = 1

/** Loads a large book and holds it against an empty one; exits 1 where a target is missed. */
export async function main(args: string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(USAGE)
    return
  }
  const options = largeBooksOptions(args)
  const books = await TwoBooks.start(options.sharedBuffers)
  try {
    const result = await measureBooks(books, options)
    if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(result, null, 2))
    if (!isMet(result)) process.exitCode = 1
  } finally {
    await books.stop()
  }
}

async function measureBooks(
  books: TwoBooks,
  { loans, rounds }: LargeBooksOptions,
): Promise<LargeBooksResult> {
  const measured = MEASURED_PER_ROUND * (rounds + 1)
  const shared = { measured, smallLenders: SMALL_LENDERS }
  const filled = await fillBooks(books, loans, shared, say)
  say(`loaded in ${filled.seconds.toFixed(0)} s`)
  const growth = await growthOf(books.books.large)
  print(growthTable(growth))
  const { operations, close } = await startOperations(books, {
    ...{ rounds, smallLenders: SMALL_LENDERS },
    measured: filled.measured,
  })
  const comparisons = await compare(operations, rounds)
  await close()
  print(comparisonTable(comparisons))
  say('verifying every loan of the large book')
  const verified = await verifyAll(books.books.large)
  print(verifiedText(verified))
  say('explaining every statement')
  const { explained, indexes } = await explain(books)
  print(actionTable(explained), indexTable(indexes, explained), findingsText(explained))
  return { loans, loadSeconds: filled.seconds, growth, comparisons, verified, explained, indexes }
}

async function explain(books: TwoBooks) {
  await explainEverything(books.books.large, 'large')
  const database = books.connect('large', 1)
  try {
    const exercise = exerciseOn(database, books.seed)
    const loans = await exercisedLoans(exercise, EXPLAINED_FROM, EXPLAINED)
    await database.query('analyze', 'ANALYZE')
    await countIndexUseAnew(database)
    const explained = await explainActions(new ExplainLog(books.logFile), exercise, loans)
    return { explained, indexes: await indexUse(database) }
  } finally {
    await database.close()
  }
}

function say(text: string): void {
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`)
}

function print(...sections: string[]): void {
  for (const section of sections) console.log(`\n${section}`)
}
