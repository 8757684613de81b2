import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { projectRoot } from '../../src/platform/project-root'

/** The texts of a page: its lines from above, each from left to right. */
export type PdfPage = string[][]

/** The pages of a PDF; with a picture of the first one where a file is named for it. */
export function readPdf(pdf: Buffer, picture?: string): PdfPage[] {
  const folder = mkdtempSync(join(tmpdir(), 'loansaga-pdf-'))
  try {
    const file = join(folder, 'report.pdf')
    writeFileSync(file, pdf)
    const reader = join(projectRoot, 'test/support/pdf-texts.mjs')
    const args = [reader, file, ...(picture === undefined ? [] : [picture])]
    const text = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 })
    return JSON.parse(text) as PdfPage[]
  } finally {
    rmSync(folder, { recursive: true })
  }
}
