import type PDFDocument from 'pdfkit'

/** Glyphs of a word and where they stand, in thousandths of its size. */
interface Laid {
  glyphs: readonly unknown[]
  positions: readonly unknown[]
  advanceWidth: number
}

/** What pdfkit has of the font at hand and shows nobody. */
interface WithFont {
  _font: { layoutCached(word: string): Laid }
}

/** Words with a digit in them: amounts, days, numbers of loans. Hardly any comes twice. */
const NUMBERED = /^(?=.*\d)[\0-\u02ff]*$/s

/**
 * Has the font at hand lay out words with digits letter by letter. Letters of numbers are as wide as they
 * are whatever stands beside them; to lay out each anew takes most of the time of a long table, and to keep
 * all of them most of its memory.
 */
export function layOutLetterByLetter(doc: InstanceType<typeof PDFDocument>): void {
  const { _font: font } = doc as unknown as WithFont
  const laidOut = font.layoutCached.bind(font)
  font.layoutCached = (word) => {
    if (!NUMBERED.test(word)) return laidOut(word)
    const laid = { glyphs: [] as unknown[], positions: [] as unknown[], advanceWidth: 0 }
    for (const letter of word) {
      const { glyphs, positions, advanceWidth } = laidOut(letter)
      laid.glyphs.push(...glyphs)
      laid.positions.push(...positions)
      laid.advanceWidth += advanceWidth
    }
    return laid
  }
}
