import type PDFDocument from 'pdfkit'

import { baselineOf } from './pen'
import type { Lettering, Pen } from './pen'

/** What pdfkit has of the font at hand and shows nobody. */
interface WithFont {
  _font: { id: string; ref(): unknown; encode(text: string): [glyphs: string[], ...unknown[]] }
}

const NAME = 'PageCount'
/** Points that the drawing may take: more digits than there will be. */
const ROOM = 100

/**
 * How many pages there are, on each of them: a drawing that all pages share and that is made when the last
 * of them is there, so that none has to be kept until then.
 */
export class PageCount {
  readonly #doc: InstanceType<typeof PDFDocument>
  readonly #pen: Pen
  readonly #lettering: Lettering
  readonly #drawing
  readonly #resources: { Font?: Record<string, unknown> } = {}

  constructor(doc: InstanceType<typeof PDFDocument>, pen: Pen, lettering: Lettering) {
    this.#doc = doc
    this.#pen = pen
    this.#lettering = lettering
    const { size } = lettering
    this.#drawing = doc.ref({
      ...{ Type: 'XObject', Subtype: 'Form', BBox: [0, -size, ROOM, size] },
      Resources: this.#resources,
    })
  }

  /** @param top of the line, from the top of the page */
  show(left: number, top: number): void {
    const drawings = this.#doc.page.xobjects as Record<string, unknown>
    drawings[NAME] = this.#drawing
    const baseline = baselineOf(top, this.#lettering.size)
    // A page of pdfkit has its origin above: what is drawn there is turned back over.
    this.#doc.addContent(`q 1 0 0 -1 ${left} ${baseline} cm /${NAME} Do Q`)
  }

  is(pages: number): void {
    const { ink, size } = this.#lettering
    const text = String(pages)
    this.#pen.take(this.#lettering)
    const { _font: font } = this.#doc as unknown as WithFont
    this.#resources.Font = { [font.id]: font.ref() }
    const [glyphs] = font.encode(text)
    const parts = [1, 3, 5].map((at) => parseInt(ink.slice(at, at + 2), 16) / 255)
    const colour = parts.map((part) => part.toFixed(3)).join(' ')
    const letters = `/${font.id} ${size} Tf <${glyphs.join('')}> Tj`
    this.#drawing.end(Buffer.from(`BT ${colour} rg ${letters} ET`))
  }
}
