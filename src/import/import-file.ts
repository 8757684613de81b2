import { AppendFile } from './append-file'
import { attemptKey } from './attempts'
import { awaitOutcomes } from './await-outcomes'
import type { ImportResult } from './import-result'
import type { KeyedRow, OutgoingRow } from './import-row'
import { ImportTally } from './import-tally'
import { pushRows, refusedResult } from './push-rows'
import type { ImportClient } from './push-rows'
import { readRows } from './read-rows'
import type { RowSource } from './read-rows'
import { RefusedFile } from './refused-file'
import type { CsvLayout } from './refused-file'
import { RowStates } from './row-states'
import { sendRows } from './send-rows'

/** The most that the API takes in one request. */
const BATCH_SIZE = 500
const CONCURRENCY = 4
/** Rows in memory at most; in a file by date, the rows of a loan stand far apart. */
const READ_AHEAD = 20_000

export interface ImportOptions extends RowSource {
  resultsFile: string
  refusedFile: string
  client: ImportClient
  /** How long outcomes are waited for while none comes. */
  patienceMs: number
  onProgress(tally: Readonly<ImportTally>): void
  /** @param left without an outcome yet, of so many */
  onOutcomes(left: number, of: number): void
  /** Ends the import cleanly: what is under way gets its answer, nothing more is sent. */
  signal: AbortSignal
}

/**
 * Pushes a file of events, in order per loan, many loans at a time, and follows each to its
 * outcome. The file is read through before anything is sent. Safe to run again: what stands is
 * skipped, a key makes the rest safe, what failed is sent as a new attempt.
 */
export async function importFile(options: ImportOptions): Promise<ImportTally> {
  const { resultsFile, client, patienceMs, onProgress, onOutcomes, signal } = options
  const tally = new ImportTally()
  const layout = await checkFile(options, tally)
  if (signal.aborted) return tally
  const states = await RowStates.of(resultsFile)
  const results = new AppendFile(resultsFile)
  const record = (made: readonly ImportResult[]): void => {
    results.write(made.map((result) => `${JSON.stringify(result)}\n`).join(''))
    for (const result of made) {
      states.set(result)
      tally.add(result)
    }
  }
  const awaited: number[] = []
  onProgress(tally)

  async function* outgoing(): AsyncGenerator<OutgoingRow> {
    for await (const row of readRows(options, (bytes) => (tally.bytes = bytes))) {
      const next = outgoingRow(row, states)
      if (next === null) {
        tally.skipped += 1
        if (isAwaited(row, states)) awaited.push(row.number)
        if (tally.skipped % BATCH_SIZE === 0) onProgress(tally)
      } else if (row.broken === null) yield next
      else record([refusedResult(next, 'MALFORMED_ROW', row.broken)])
    }
  }
  try {
    await sendRows(outgoing(), {
      ...{ batchSize: BATCH_SIZE, concurrency: CONCURRENCY, readAhead: READ_AHEAD, signal },
      send: async (rows) => {
        record(await pushRows(client, rows))
        for (const row of rows) if (isAwaited(row, states)) awaited.push(row.number)
        onProgress(tally)
      },
    })
    tally.waiting = await awaitOutcomes(awaited, {
      ...{ client, states, patienceMs, signal },
      onOutcome: (outcome) => record([outcome]),
      onProgress: (left) => onOutcomes(left, awaited.length),
    })
  } finally {
    results.close()
    await writeRefused(options, states, layout)
  }
  return tally
}

/** Reads the file through: what stops an import stops it before anything is sent. */
async function checkFile(
  options: ImportOptions,
  tally: ImportTally,
): Promise<CsvLayout | undefined> {
  let layout: CsvLayout | undefined
  const source = { ...options, onLayout: (found: CsvLayout) => (layout = found) }
  const rows = readRows(source, () => undefined)
  while (!(await rows.next()).done) tally.rows += 1
  return layout
}

/** A row as it is to be sent now; null where it was sent and stands, or waits for its outcome. */
function outgoingRow(row: KeyedRow, states: RowStates): OutgoingRow | null {
  const state = states.of(row)
  if (state === undefined) return { ...row, attempt: 1 }
  const { status, attempt } = state
  if (status === 'REFUSED') return { ...row, attempt }
  return status === 'FAILED' ? { ...row, attempt: attempt + 1 } : null
}

/** An operator may have decided since about what was parked. */
function isAwaited(row: KeyedRow, states: RowStates): boolean {
  const status = states.of(row)?.status
  return status === 'QUEUED' || status === 'PARKED'
}

async function writeRefused(
  options: ImportOptions,
  states: RowStates,
  layout: CsvLayout | undefined,
): Promise<void> {
  const file = new RefusedFile(options.refusedFile, layout)
  try {
    if (!states.hasReasons) return
    for await (const row of readRows({ ...options, signal: NEVER }, () => undefined)) {
      const state = states.of(row)
      const reason = states.reasonOf(row.number)
      if (state === undefined || reason === undefined) continue
      const next = state.status === 'FAILED' ? state.attempt + 1 : state.attempt
      file.add(row, attemptKey(row, next), reason)
    }
  } finally {
    file.close()
  }
}

const NEVER = new AbortController().signal
