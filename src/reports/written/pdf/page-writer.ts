import type PDFDocument from 'pdfkit'

import type { Column } from '../../report'
import { isToTheRight } from './cell-text'
import type { Layout } from './layout'
import { CELL_PADDING, INK, MARGIN, ROW_HEIGHT, SIZE } from './style'

/** What stands on every page beside the table. */
export interface Letterhead {
  businessName: string
  title: string
  /** What is reported: the days, the account and the like. */
  about: readonly string[]
  /** On how it was made, below. */
  note: string
}

const LINE = SIZE.small + 4

/** Writes the lines of a table, on as many pages as they take. */
export class PageWriter {
  readonly #doc: InstanceType<typeof PDFDocument>
  readonly #layout: Layout
  readonly #columns: readonly Column[]
  readonly #head: Letterhead
  #page = 0
  #top = 0
  #isBanded = false

  constructor(
    doc: InstanceType<typeof PDFDocument>,
    layout: Layout,
    columns: readonly Column[],
    head: Letterhead,
  ) {
    this.#doc = doc
    this.#layout = layout
    this.#columns = columns
    this.#head = head
  }

  begin(): void {
    this.#newPage()
  }

  line(cells: readonly string[]): void {
    this.#makeRoom()
    const { left, right } = this.#layout
    if (this.#isBanded) {
      this.#doc.rect(left, this.#top, right - left, ROW_HEIGHT).fill(INK.band)
    }
    this.#isBanded = !this.#isBanded
    this.#cells(cells, 'plain', INK.text, SIZE.cell)
  }

  total(cells: readonly string[]): void {
    this.#makeRoom()
    this.#rule(this.#top, INK.strong, 0.9)
    this.#cells(cells, 'bold', INK.text, SIZE.cell)
    this.#rule(this.#top, INK.strong, 0.4)
    this.#rule(this.#top + 1.8, INK.strong, 0.4)
  }

  /** Where there is no line. */
  nothing(text: string): void {
    this.#text(text, this.#layout.left + CELL_PADDING, this.#top + 4, 'plain', INK.quiet, SIZE.cell)
  }

  #makeRoom(): void {
    if (this.#top + ROW_HEIGHT > this.#layout.bottom) this.#newPage()
  }

  #newPage(): void {
    const { firstTop, nextTop } = this.#layout
    this.#page += 1
    this.#isBanded = false
    this.#doc.addPage()
    if (this.#page === 1) this.#title()
    else this.#runningTitle()
    this.#foot()
    this.#top = this.#page === 1 ? firstTop : nextTop
    const headings = this.#columns.map(({ heading }) => heading)
    this.#cells(headings, 'bold', INK.strong, SIZE.heading)
    this.#rule(this.#top + 1, INK.strong, 0.9)
    this.#top += ROW_HEIGHT / 2 - 3
  }

  #title(): void {
    const { left } = this.#layout
    const { businessName, title, about } = this.#head
    let top: number = MARGIN.top
    this.#text(businessName, left, top, 'bold', INK.quiet, SIZE.name)
    top += SIZE.name + 8
    this.#text(title, left, top, 'bold', INK.strong, SIZE.title)
    top += SIZE.title + 10
    for (const line of about) {
      this.#text(line, left, top, 'plain', INK.text, SIZE.small + 1)
      top += LINE
    }
  }

  #runningTitle(): void {
    const { businessName, title, about } = this.#head
    const text = [businessName, title, about[0] ?? ''].join('  ·  ')
    this.#text(text, this.#layout.left, MARGIN.top, 'plain', INK.quiet, SIZE.small + 1)
  }

  #foot(): void {
    const { left, right, bottom, pages } = this.#layout
    const top = bottom + 16
    this.#rule(bottom + 10, INK.rule, 0.5)
    this.#text(this.#head.note, left, top, 'plain', INK.quiet, SIZE.small)
    const page = `Page ${this.#page} of ${pages}`
    const from = right - this.#widthOf(page, 'plain', SIZE.small)
    this.#text(page, from, top, 'plain', INK.quiet, SIZE.small)
  }

  /** A line of cells, and goes on below it. */
  #cells(cells: readonly string[], font: 'plain' | 'bold', ink: string, size: number): void {
    const top = this.#top + (ROW_HEIGHT - size) / 2 - 1
    for (const [place, { left, width }] of this.#layout.columns.entries()) {
      const column = this.#columns[place]
      if (column === undefined) continue
      const room = width - 2 * CELL_PADDING
      const text = this.#fitting(cells[place] ?? '', room, font, size)
      const shift = isToTheRight(column.kind) ? room - this.#widthOf(text, font, size) : 0
      this.#text(text, left + CELL_PADDING + shift, top, font, ink, size)
    }
    this.#top += ROW_HEIGHT
  }

  #fitting(text: string, room: number, font: 'plain' | 'bold', size: number): string {
    if (this.#widthOf(text, font, size) <= room) return text
    let [fits, tooLong] = [0, text.length]
    while (tooLong - fits > 1) {
      const middle = (fits + tooLong) >> 1
      if (this.#widthOf(`${text.slice(0, middle)}…`, font, size) <= room) fits = middle
      else tooLong = middle
    }
    return `${text.slice(0, fits)}…`
  }

  #widthOf(text: string, font: 'plain' | 'bold', size: number): number {
    return this.#doc.font(font).fontSize(size).widthOfString(text)
  }

  #text(
    text: string,
    left: number,
    top: number,
    font: 'plain' | 'bold',
    ink: string,
    size: number,
  ): void {
    if (text === '') return
    this.#doc.font(font).fontSize(size).fillColor(ink).text(text, left, top, { lineBreak: false })
  }

  #rule(top: number, ink: string, width: number): void {
    const { left, right } = this.#layout
    this.#doc.moveTo(left, top).lineTo(right, top).lineWidth(width).strokeColor(ink).stroke()
  }
}
