import { dirname, join } from 'node:path'

/** Latin, Greek, Cyrillic, Arabic, Hebrew and more. */
const USUAL = dirname(require.resolve('dejavu-fonts-ttf/package.json'))

/** What the usual font has no letters for. */
const OTHERS = {
  devanagari: dirname(require.resolve('@fontsource/noto-sans-devanagari/package.json')),
  ethiopic: dirname(require.resolve('@fontsource/noto-sans-ethiopic/package.json')),
  tamil: dirname(require.resolve('@fontsource/noto-sans-tamil/package.json')),
  thai: dirname(require.resolve('@fontsource/noto-sans-thai/package.json')),
}

export type Script = 'usual' | keyof typeof OTHERS
export type Weight = 'plain' | 'bold'

/** The file of a font, of which a PDF embeds the letters that it uses: it looks the same everywhere. */
export function fontFile(script: Script, weight: Weight): string {
  if (script === 'usual') {
    const file = weight === 'bold' ? 'DejaVuSansCondensed-Bold.ttf' : 'DejaVuSansCondensed.ttf'
    return join(USUAL, 'ttf', file)
  }
  const file = `noto-sans-${script}-${script}-${weight === 'bold' ? 700 : 400}-normal.woff`
  return join(OTHERS[script], 'files', file)
}

const LETTERS: readonly (readonly [Script, RegExp])[] = [
  ['devanagari', /\p{Script=Devanagari}/u],
  ['ethiopic', /\p{Script=Ethiopic}/u],
  ['tamil', /\p{Script=Tamil}/u],
  ['thai', /\p{Script=Thai}/u],
]
/** What takes the font of the letter before it. */
const JOINS = /\p{Script=Inherited}/u

/** Whose font writes a letter; null of what joins the one before. */
export function scriptOf(letter: string): Script | null {
  if (JOINS.test(letter)) return null
  return LETTERS.find(([, letters]) => letters.test(letter))?.[0] ?? 'usual'
}

/** Points: 72 are an inch. */
export const MARGIN = { left: 42, right: 42, top: 42, bottom: 48 } as const
export const ROW_HEIGHT = 15
/** Of each further line of a cell. */
export const LINE_HEIGHT = 10.5
export const CELL_PADDING = 4
export const SIZE = { title: 17, heading: 8, cell: 8, small: 7.5, name: 10 } as const

export const INK = {
  text: '#1a1f26',
  quiet: '#5b6672',
  rule: '#c9d0d8',
  strong: '#1f3a5f',
  band: '#f4f6f9',
} as const
