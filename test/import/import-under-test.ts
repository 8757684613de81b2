import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'

import { importFile } from '../../src/import/import-file'
import type { ImportOptions } from '../../src/import/import-file'
import type { ImportTally } from '../../src/import/import-tally'
import { PushClient } from '../../src/push-client/push-client'
import type { Answer, ApiUnderTest } from '../api/api-under-test'

export type Fields = Record<string, unknown>

/** Imports texts as if they were files, into a folder of its own. */
export class ImportUnderTest {
  readonly #api: ApiUnderTest
  readonly #folder = mkdtempSync(join(tmpdir(), 'loansaga-import-'))

  constructor(api: ApiUnderTest) {
    this.#api = api
  }

  path(name: string): string {
    return join(this.#folder, name)
  }

  run(text: string | Buffer, given: Partial<ImportOptions> = {}): Promise<ImportTally> {
    const format = given.format ?? 'jsonl'
    const { url, key: apiKey } = this.#api
    return importFile({
      open: () => Readable.from([Buffer.from(text)]),
      format,
      ignoredColumns: new Set(),
      keyless: false,
      resultsFile: this.path('results.jsonl'),
      refusedFile: this.path(`refused.${format}`),
      client: new PushClient({ url, apiKey }),
      patienceMs: 120_000,
      onProgress: () => undefined,
      onOutcomes: () => undefined,
      signal: new AbortController().signal,
      ...given,
    })
  }

  /** As on another machine: nothing is known of what was imported before. */
  runAnew(text: string | Buffer, given: Partial<ImportOptions> = {}): Promise<ImportTally> {
    rmSync(this.path('results.jsonl'), { force: true })
    return this.run(text, given)
  }

  text(name: string): string {
    return readFileSync(this.path(name), 'utf8')
  }

  lines(name: string): Answer[] {
    const text = this.text(name).trimEnd()
    return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line))
  }

  close(): void {
    rmSync(this.#folder, { recursive: true })
  }
}

export function jsonLines(rows: Fields[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}

/** CSV under a header of the names of all rows. */
export function csv(rows: Fields[], delimiter = ',', lineEnd = '\n'): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cells = rows.map((row) => names.map((name) => cellText(row[name])))
  return [names, ...cells].map((line) => line.join(delimiter) + lineEnd).join('')
}

function cellText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
