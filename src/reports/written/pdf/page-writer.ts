import type PDFDocument from 'pdfkit'

import type { Column } from '../../report'
import { isToTheRight } from './cell-text'
import type { Layout } from './layout'
import { NOTE, writeFoot, writeRunningTitle, writeTitle } from './letterhead'
import type { Letterhead } from './letterhead'
import { PageCount } from './page-count'
import { Pen } from './pen'
import type { Lettering } from './pen'
import { CELL_PADDING, INK, LINE_HEIGHT, ROW_HEIGHT, SIZE } from './style'
import { wrapped } from './wrapped'

const CELL = { weight: 'plain', ink: INK.text, size: SIZE.cell } as const
const TOTAL = { ...CELL, weight: 'bold' } as const
const HEADING = { weight: 'bold', ink: INK.strong, size: SIZE.heading } as const
const QUIET = { ...CELL, ink: INK.quiet } as const
const RULE_GAP = 1.8

/** The lines of each cell, and how high they are together. */
interface Row {
  cells: readonly (readonly string[])[]
  height: number
}

/** Writes the rows of a table, on as many pages as they take. */
export class PageWriter {
  readonly #doc: InstanceType<typeof PDFDocument>
  readonly #pen: Pen
  readonly #pageCount: PageCount
  readonly #layout: Layout
  readonly #columns: readonly Column[]
  readonly #head: Letterhead
  #page = 0
  #top = 0
  #isBanded = false
  /** The last row is held back: what comes next may be a total, which does not stand alone on a page. */
  #held: Row | null = null

  constructor(
    doc: InstanceType<typeof PDFDocument>,
    layout: Layout,
    columns: readonly Column[],
    head: Letterhead,
  ) {
    this.#doc = doc
    this.#pen = new Pen(doc)
    this.#pageCount = new PageCount(doc, this.#pen, NOTE)
    this.#layout = layout
    this.#columns = columns
    this.#head = head
    this.#newPage()
  }

  line(cells: readonly string[]): void {
    this.#writeHeld()
    this.#held = this.#rowOf(cells, CELL)
  }

  /** After the lines, where there are any. */
  total(cells: readonly string[]): void {
    const total = this.#rowOf(cells, TOTAL)
    const { left, right } = this.#layout
    this.#writeHeld(total.height + RULE_GAP)
    this.#pen.rule(left, right, this.#top, INK.strong, 0.9)
    this.#write(total, TOTAL)
    this.#pen.rule(left, right, this.#top, INK.strong, 0.4)
    this.#pen.rule(left, right, this.#top + RULE_GAP, INK.strong, 0.4)
  }

  /** Where there is no line. */
  nothing(text: string): void {
    this.#pen.write(text, this.#layout.left + CELL_PADDING, this.#top + 4, QUIET)
  }

  /** After all that is written. */
  end(): void {
    this.#writeHeld()
    this.#pageCount.is(this.#page)
  }

  /** @param below what must have room below it too */
  #writeHeld(below = 0): void {
    const row = this.#held
    if (row === null) return
    this.#held = null
    const { left, right, bottom } = this.#layout
    if (this.#top + row.height + below > bottom) this.#newPage()
    if (this.#isBanded) this.#pen.band(left, right, this.#top, row.height, INK.band)
    this.#isBanded = !this.#isBanded
    this.#write(row, CELL)
  }

  #newPage(): void {
    this.#page += 1
    this.#isBanded = false
    this.#doc.addPage()
    const writeHead = this.#page === 1 ? writeTitle : writeRunningTitle
    this.#top = writeHead(this.#pen, this.#layout, this.#head)
    writeFoot(this.#pen, this.#layout, this.#head, this.#page, this.#pageCount)
    const { left, right } = this.#layout
    this.#write(
      this.#rowOf(
        this.#columns.map(({ heading }) => heading),
        HEADING,
      ),
      HEADING,
    )
    this.#pen.rule(left, right, this.#top + 1, INK.strong, 0.9)
    this.#top += ROW_HEIGHT / 2 - 3
  }

  #rowOf(texts: readonly string[], lettering: Lettering): Row {
    const cells = this.#columns.map((column, place) => {
      const text = texts[place] ?? ''
      if (isToTheRight(column.kind)) return [text]
      return wrapped(text, this.#roomOf(place), (part) => this.#pen.widthOf(part, lettering))
    })
    const lines = Math.max(...cells.map(({ length }) => length))
    return { cells, height: ROW_HEIGHT + (lines - 1) * LINE_HEIGHT }
  }

  /** A row, and goes on below it. */
  #write({ cells, height }: Row, lettering: Lettering): void {
    const top = this.#top + (ROW_HEIGHT - lettering.size) / 2 - 1
    for (const [place, lines] of cells.entries()) {
      for (const [no, text] of lines.entries()) {
        this.#writeCell(text, place, top + no * LINE_HEIGHT, lettering)
      }
    }
    this.#top += height
  }

  #writeCell(text: string, place: number, top: number, lettering: Lettering): void {
    if (text === '') return
    const left = (this.#layout.columns[place]?.left ?? 0) + CELL_PADDING
    const kind = this.#columns[place]?.kind
    if (kind === undefined || !isToTheRight(kind)) {
      this.#pen.write(text, left, top, lettering)
      return
    }
    const room = this.#roomOf(place)
    const width = this.#pen.widthOf(text, lettering)
    // A figure is never cut: where it is too long it is written smaller.
    const fitting = Math.min(1, room / width)
    this.#pen.write(text, left + room - width * fitting, top, {
      ...lettering,
      size: lettering.size * fitting,
    })
  }

  #roomOf(place: number): number {
    return (this.#layout.columns[place]?.width ?? 0) - 2 * CELL_PADDING
  }
}
