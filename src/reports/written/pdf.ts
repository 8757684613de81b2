import PDFDocument from 'pdfkit'

import type { OpenReport } from '../open-report'
import type { Row, Table } from '../report'
import { cellText } from './pdf/cell-text'
import { layoutOf } from './pdf/layout'
import { PageWriter } from './pdf/page-writer'

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
  const about = [...table.about, `Amounts in ${asked.currency}`]
  const layout = layoutOf(columns)
  const doc = new PDFDocument({
    ...{ autoFirstPage: false, size: [...layout.size], margin: 0, lang: 'en', displayTitle: true },
    info: { Title: `${title}, ${table.about[0] ?? ''}`, Author: businessName, CreationDate: at },
  })
  const writer = new PageWriter(doc, layout, columns, {
    ...{ businessName, title, about, note: noteOf(asked.recordedUpTo, at) },
  })
  let isEmpty = true
  for await (const rows of table.rows) {
    for (const row of rows)
      writer.line(columns.map((column) => cellText(row, column, asked.currency)))
    isEmpty = false
    yield* written(doc)
  }
  if (isEmpty) writer.nothing('There is nothing to report.')
  else if (total !== undefined) writer.total(totalTexts(table, total(), asked.currency))
  writer.end()
  doc.end()
  for await (const piece of doc) yield piece as Buffer
}

function totalTexts({ columns }: Table, total: Row, currency: string): string[] {
  return columns.map(({ name, kind }, place) =>
    place === 0 ? 'Total' : cellText(total, { name, kind }, currency),
  )
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
