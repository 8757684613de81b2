import { Presets, SingleBar } from 'cli-progress'

import type { ImportTally } from '../import/import-tally'
import { startProgress } from './progress'
import type { Progress } from './progress'

export interface ImportProgress {
  /** Whether the file was read through and may have been sent in part. */
  readonly isSending: boolean
  sent(tally: Readonly<ImportTally>): void
  outcomes(left: number, of: number): void
  stop(): void
}

interface SendingBar {
  update(tally: Readonly<ImportTally>): void
  stop(): void
}

const MEBIBYTE = 1 << 20

/**
 * On stderr a bar over the bytes that are sent, with rows and their rate, then one over the outcomes;
 * where that is no terminal, a line of the outcomes.
 * @param size of the file in bytes
 */
export function importProgress(size: number): ImportProgress {
  let sending: SendingBar | undefined
  let settling: Progress | undefined
  return {
    get isSending() {
      return sending !== undefined
    },
    sent: (tally) => {
      sending ??= sendingBar(size)
      sending.update(tally)
    },
    outcomes: (left, of) => {
      sending?.stop()
      settling ??= startProgress('Outcomes')
      settling.update(of - left, of)
    },
    stop: () => {
      sending?.stop()
      settling?.stop()
    },
  }
}

function sendingBar(size: number): SendingBar {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined }
  const format =
    'Importing  {bar} {percentage}%  {rows} rows  {rate}/s  {refused} refused  {duration_formatted}'
  const bar = new SingleBar({ format, hideCursor: true }, Presets.shades_classic)
  const started = Date.now()
  bar.start(size, 0, { rows: 0, rate: 0, refused: 0 })
  return {
    update: (tally) => {
      const seconds = Math.max(0.1, (Date.now() - started) / 1000)
      const rate = Math.round((tally.answered - tally.skipped) / seconds)
      bar.update(tally.bytes, { rows: tally.answered, rate, refused: tally.refused })
    },
    stop: () => bar.stop(),
  }
}

interface Names {
  /** Of the source. */
  name: string
  /** Of the source in bytes. */
  size: number
  resultsFile: string
  refusedFile: string
}

/** What was sent, what became of it, and where it is written. */
export function talliedText(tally: ImportTally, names: Names): string {
  const { POSTED, REVERSED, FAILED, PARKED } = tally.outcomes
  const lines = [
    `${names.name}: ${tally.rows} rows, ${(names.size / MEBIBYTE).toFixed(1)} MiB`,
    `  staged      ${tally.staged}${tally.again > 0 ? `, ${tally.again} sent again that had failed` : ''}`,
    `  duplicates  ${tally.duplicates}`,
    `  refused     ${tally.refused}${codesText(tally, 'REFUSED')}`,
    `  skipped     ${tally.skipped}${tally.skipped > 0 ? ', answered by an earlier run' : ''}`,
    'What became of what is accepted:',
    `  posted      ${POSTED}`,
    ...(REVERSED > 0 ? [`  reversed    ${REVERSED}`] : []),
    `  failed      ${FAILED}${codesText(tally, 'FAILED')}`,
    `  parked      ${PARKED}${codesText(tally, 'PARKED')}`,
    ...(tally.waiting > 0 ? [`  waiting     ${tally.waiting}, ${WAITING}`] : []),
    ...(tally.refused + FAILED + PARKED > 0
      ? [`Refused, failed and parked rows with their reasons: ${names.refusedFile}`]
      : []),
    `A result per row: ${names.resultsFile}`,
  ]
  return lines.join('\n')
}

const WAITING = 'without an outcome yet; run the same command again to learn it'

function codesText({ codes }: ImportTally, status: 'REFUSED' | 'FAILED' | 'PARKED'): string {
  const counts = [...(codes.get(status) ?? [])].sort(([, one], [, other]) => other - one)
  return counts.map(([code, count]) => `  ${code} ${count}`).join('')
}
