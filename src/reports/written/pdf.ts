import PDFDocument from 'pdfkit'

import type { OpenReport } from '../open-report'
import type { Row, Table } from '../report'
import { cellText } from './pdf/cell-text'
import { layoutOf } from './pdf/layout'
import { PageWriter } from './pdf/page-writer'
import { FONT_FILES } from './pdf/style'

/** A report to be printed, a piece at a time: no more than a page of it is held. */
export async function* pdfOf({
  asked,
  at,
  businessName,
  title,
  made: { table },
}: Pick<OpenReport, 'asked' | 'at' | 'businessName' | 'title' | 'made'>): AsyncGenerator<Buffer> {
  const { columns } = table
  const total = table.total ?? table.printedTotal
  const lines = await table.count()
  const about = [...table.about, `Amounts in ${asked.currency}`]
  const layout = layoutOf(columns, about, lines + (total === undefined ? 0 : 1))
  const doc = new PDFDocument({
    ...{ autoFirstPage: false, size: [...layout.size], margin: 0, lang: 'en', displayTitle: true },
    info: { Title: `${title}, ${table.about[0] ?? ''}`, Author: businessName, CreationDate: at },
  })
  for (const [name, file] of Object.entries(FONT_FILES)) doc.registerFont(name, file)
  const writer = new PageWriter(doc, layout, columns, {
    ...{ businessName, title, about, note: noteOf(asked.recordedUpTo, at) },
  })
  writer.begin()
  const textsOf = (row: Row) =>
    columns.map(({ name, kind }) => cellText(row[name], kind, asked.currency))
  for await (const rows of table.rows) {
    for (const row of rows) writer.line(textsOf(row))
    yield* written(doc)
  }
  if (lines === 0) writer.nothing('There is nothing to report.')
  else if (total !== undefined) writer.total(totalTexts(table, textsOf(total())))
  doc.end()
  for await (const piece of doc) yield piece as Buffer
}

function totalTexts({ columns }: Table, texts: readonly string[]): string[] {
  return columns.map((_, place) => (place === 0 ? 'Total' : (texts[place] ?? '')))
}

function* written(doc: InstanceType<typeof PDFDocument>): Generator<Buffer> {
  for (;;) {
    const piece = doc.read() as Buffer | null
    if (piece === null) return
    yield piece
  }
}

function noteOf(recordedUpTo: Date | null, at: Date): string {
  return recordedUpTo === null
    ? `As recorded on ${timeText(at)}`
    : `Only what was recorded by ${timeText(recordedUpTo)}; made on ${timeText(at)}`
}

function timeText(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
