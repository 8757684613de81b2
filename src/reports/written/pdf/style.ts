import { dirname, join } from 'node:path'

const FONTS = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf')

/** Embedded, as far as their letters are used: a PDF looks the same everywhere. */
export const FONT_FILES = {
  plain: join(FONTS, 'DejaVuSansCondensed.ttf'),
  bold: join(FONTS, 'DejaVuSansCondensed-Bold.ttf'),
} as const

/** Points: 72 are an inch. */
export const MARGIN = { left: 42, right: 42, top: 42, bottom: 48 } as const
export const ROW_HEIGHT = 15
export const CELL_PADDING = 4
export const SIZE = { title: 17, heading: 8, cell: 8, small: 7.5, name: 10 } as const

export const INK = {
  text: '#1a1f26',
  quiet: '#5b6672',
  rule: '#c9d0d8',
  strong: '#1f3a5f',
  band: '#f4f6f9',
} as const
