import type PDFDocument from 'pdfkit'

import { layOutLetterByLetter } from './letter-by-letter'
import { fontFile } from './style'
import type { Script, Weight } from './style'
import { visualRuns } from './visual-runs'
import type { Run } from './visual-runs'

export interface Lettering {
  weight: Weight
  /** Such as `#5b6672`. */
  ink: string
  /** Points. */
  size: number
}

type Shape = Pick<Lettering, 'weight' | 'size'>

/** Letters of a run to the left are laid out as a whole: word by word, the words would stand in reading order. */
const AS_A_WHOLE = { features: [] }

/** Where the letters of a line stand. */
export function baselineOf(top: number, size: number): number {
  return top + 0.93 * size
}

/** Writes texts of any script on the page at hand. */
export class Pen {
  readonly #doc: InstanceType<typeof PDFDocument>
  readonly #fonts = new Set<string>()

  constructor(doc: InstanceType<typeof PDFDocument>) {
    this.#doc = doc
  }

  widthOf(text: string, shape: Shape): number {
    return visualRuns(text).reduce((width, run) => width + this.#widthOf(run, shape), 0)
  }

  write(text: string, left: number, top: number, lettering: Lettering): void {
    let at = left
    for (const run of visualRuns(text)) {
      if (run.text === '') continue
      const width = this.#widthOf(run, lettering)
      this.#doc.fillColor(lettering.ink).text(run.text, at, baselineOf(top, lettering.size), {
        ...{ lineBreak: false, baseline: 'alphabetic' },
        ...(run.isToTheLeft ? AS_A_WHOLE : {}),
      })
      at += width
    }
  }

  rule(left: number, right: number, top: number, ink: string, width: number): void {
    this.#doc.moveTo(left, top).lineTo(right, top).lineWidth(width).strokeColor(ink).stroke()
  }

  band(left: number, right: number, top: number, height: number, ink: string): void {
    this.#doc.rect(left, top, right - left, height).fill(ink)
  }

  /** The font, for what is written past this pen. */
  take({ weight, size }: Shape, script: Script = 'usual'): void {
    const name = `${script} ${weight}`
    if (this.#fonts.has(name)) {
      this.#doc.font(name).fontSize(size)
      return
    }
    this.#fonts.add(name)
    this.#doc.registerFont(name, fontFile(script, weight))
    this.#doc.font(name).fontSize(size)
    layOutLetterByLetter(this.#doc)
  }

  #widthOf({ text, script, isToTheLeft }: Run, shape: Shape): number {
    this.take(shape, script)
    return this.#doc.widthOfString(text, isToTheLeft ? AS_A_WHOLE : {})
  }
}
