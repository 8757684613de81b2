const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** After what a line may end, beside a blank. */
const BREAKS = /[\s\-/_:.,;·]/

/** A text in lines that have room, broken between words where that can be. */
export function wrapped(text: string, room: number, widthOf: (text: string) => number): string[] {
  if (widthOf(text) <= room) return [text]
  const lines: string[] = []
  let rest = [...graphemes.segment(text)].map(({ segment }) => segment)
  while (rest.length > 0) {
    const taken = lineEnd(rest, room, widthOf)
    lines.push(rest.slice(0, taken).join('').trimEnd())
    rest = rest.slice(taken)
    while (rest[0]?.trim() === '') rest.shift()
  }
  return lines
}

/** How many of the letters the next line takes: one at least. */
function lineEnd(
  letters: readonly string[],
  room: number,
  widthOf: (text: string) => number,
): number {
  const fits = (count: number) => widthOf(letters.slice(0, count).join('').trimEnd()) <= room
  if (fits(letters.length)) return letters.length
  let [most, tooMany] = [1, letters.length]
  while (tooMany - most > 1) {
    const middle = (most + tooMany) >> 1
    if (fits(middle)) most = middle
    else tooMany = middle
  }
  if (letters[most]?.trim() === '') return most
  for (let count = most; count > most / 3; count -= 1) {
    if (BREAKS.test(letters[count - 1] ?? '')) return count
  }
  return most
}
