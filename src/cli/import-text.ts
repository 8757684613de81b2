import { Presets, SingleBar } from 'cli-progress'

import type { ImportTally } from '../import/import-file'

export interface ImportProgress {
  update(tally: Readonly<ImportTally>): void
  stop(): void
}

const MEBIBYTE = 1 << 20

/**
 * A bar on stderr over the bytes of the file, with rows and their rate; nothing where that is no
 * terminal.
 * @param size of the file in bytes; unknown of standard input
 */
export function importProgress(size: number | undefined): ImportProgress {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined }
  const share = size === undefined ? '' : ' {bar} {percentage}%'
  const format = `Importing${share}  {rows} rows  {rate}/s  {refused} refused  {duration_formatted}`
  const bar = new SingleBar({ format, hideCursor: true }, Presets.shades_classic)
  const started = Date.now()
  bar.start(size ?? 0, 0, { rows: 0, rate: 0, refused: 0 })
  return {
    update: (tally) => {
      const sent = tally.staged + tally.duplicates + tally.refused
      const seconds = Math.max(0.1, (Date.now() - started) / 1000)
      const rate = Math.round(sent / seconds)
      bar.update(tally.bytes, { rows: sent + tally.skipped, rate, refused: tally.refused })
    },
    stop: () => bar.stop(),
  }
}

export function talliedText(
  tally: ImportTally,
  {
    source,
    resultsFile,
    refusedFile,
  }: { source: string; resultsFile: string; refusedFile: string },
): string {
  const lines = [
    `${source}: ${(tally.bytes / MEBIBYTE).toFixed(1)} MiB read`,
    `  staged      ${tally.staged}`,
    `  duplicates  ${tally.duplicates}`,
    `  refused     ${tally.refused}${tally.refused > 0 ? `, with reasons in ${refusedFile}` : ''}`,
    `  skipped     ${tally.skipped}${tally.skipped > 0 ? ', answered by an earlier run' : ''}`,
    `A result per row: ${resultsFile}`,
  ]
  return lines.join('\n')
}
