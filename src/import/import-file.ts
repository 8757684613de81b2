import { existsSync, rmSync } from 'node:fs'

import type { BatchEvent, PushAnswer, PushClient } from '../push-client/push-client'
import { AnsweredRows } from './answered-rows'
import { AppendFile } from './append-file'
import { csvRows } from './csv-rows'
import { checkOf } from './import-result'
import type { ImportResult } from './import-result'
import type { KeyedRow } from './import-row'
import { jsonRows } from './json-lines'
import { withKeys } from './keyed-rows'
import { RefusedFile } from './refused-file'
import type { ImportFormat } from './refused-file'
import { sendRows } from './send-rows'
import { textPieces } from './text-pieces'

/** The most that the API takes in one request. */
const BATCH_SIZE = 500
const CONCURRENCY = 4
/** Rows in memory at most; in a file by date, the rows of a loan stand far apart. */
const READ_AHEAD = 20_000

export interface ImportOptions {
  source: AsyncIterable<Uint8Array>
  format: ImportFormat
  resultsFile: string
  refusedFile: string
  client: Pick<PushClient, 'pushBatch'>
  onProgress(tally: Readonly<ImportTally>): void
  /** Ends the import cleanly: what is under way gets its answer, nothing more is sent. */
  signal: AbortSignal
}

export interface ImportTally {
  /** Of the source read so far. */
  bytes: number
  /** Answered by an earlier run. */
  skipped: number
  staged: number
  duplicates: number
  refused: number
}

/**
 * Pushes a file of events, in order per loan, many loans at a time, and writes down what became
 * of each row. Safe to run again: what has its answer is skipped, and a key makes the rest safe.
 */
export async function importFile(options: ImportOptions): Promise<ImportTally> {
  const { resultsFile, refusedFile, client, onProgress, signal } = options
  const tally: ImportTally = { bytes: 0, skipped: 0, staged: 0, duplicates: 0, refused: 0 }
  if (!existsSync(resultsFile)) rmSync(refusedFile, { force: true })
  const answered = await AnsweredRows.of(resultsFile)
  const results = new AppendFile(resultsFile)
  const refused = new RefusedFile(refusedFile, options.format)

  const record = (rows: readonly KeyedRow[], made: readonly ImportResult[]): void => {
    // Refusals first: cut off between the two, a row is refused once more rather than lost.
    rows.forEach((row, place) => {
      const result = made[place]
      if (result?.status === 'REFUSED') refused.add(row, result)
    })
    results.write(rows.map((row, place) => lineOf(row, made[place])).join(''))
    for (const { status } of made) tally[TALLIED[status]] += 1
    onProgress(tally)
  }
  async function* unanswered(): AsyncGenerator<KeyedRow> {
    for await (const row of withKeys(rowsOf(options, refused, tally))) {
      if (answered.has(row)) {
        tally.skipped += 1
        if (tally.skipped % BATCH_SIZE === 0) onProgress(tally)
      } else if (row.broken === null) yield row
      else record([row], [brokenRow(row, row.broken)])
    }
  }
  try {
    await sendRows(unanswered(), {
      ...{ batchSize: BATCH_SIZE, concurrency: CONCURRENCY, readAhead: READ_AHEAD, signal },
      send: async (rows) => {
        const answers = await client.pushBatch(rows.map(eventOf))
        record(
          rows,
          rows.map((row, place) => resultOf(row, answers[place])),
        )
      },
    })
  } finally {
    results.close()
    refused.close()
  }
  return tally
}

const TALLIED = { STAGED: 'staged', DUPLICATE: 'duplicates', REFUSED: 'refused' } as const

function rowsOf(
  { source, format, signal }: ImportOptions,
  refused: RefusedFile,
  tally: ImportTally,
) {
  const pieces = textPieces(until(signal, source), (count) => {
    tally.bytes += count
  })
  return format === 'csv' ? csvRows(pieces, (names) => refused.setColumns(names)) : jsonRows(pieces)
}

/** A source that is destroyed because the import was ended has not failed. */
async function* until<T>(signal: AbortSignal, source: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* source
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

function eventOf({ fields, key }: KeyedRow): BatchEvent {
  return { ...fields, key }
}

function lineOf(row: KeyedRow, result: ImportResult | undefined): string {
  return `${JSON.stringify({ ...result, check: checkOf(row) })}\n`
}

function brokenRow(row: KeyedRow, message: string): ImportResult {
  return { ...rowOf(row), status: 'REFUSED', code: 'MALFORMED_ROW', message }
}

function resultOf(row: KeyedRow, answer: PushAnswer | undefined): ImportResult {
  if (answer === undefined) throw new Error(`row ${row.number} has no answer`)
  if (!answer.success) {
    const { code, message, fields } = answer.error
    const problems = fields.map(({ field, message: problem }) => `${field}: ${problem}`)
    return { ...rowOf(row), status: 'REFUSED', code, message: [message, ...problems].join(' ') }
  }
  const { eventId, staging, push } = answer
  return {
    ...rowOf(row),
    eventId,
    status: staging.status,
    push: push.status,
    code: push.error?.code ?? null,
    message: push.error?.message ?? null,
  }
}

function rowOf({ number, key }: KeyedRow) {
  return { row: number, key, eventId: null, push: null }
}
