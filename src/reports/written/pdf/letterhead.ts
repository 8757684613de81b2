import type { Layout } from './layout'
import type { PageCount } from './page-count'
import type { Pen } from './pen'
import { INK, MARGIN, SIZE } from './style'
import { wrapped } from './wrapped'

/** What stands on every page beside the table. */
export interface Letterhead {
  businessName: string
  title: string
  /** What is reported: first the days, then the account and the like. */
  about: readonly string[]
  /** On how it was made, below. */
  note: string
}

const HEAD_GAP = 14
const NAME = { weight: 'bold', ink: INK.quiet, size: SIZE.name } as const
const TITLE = { weight: 'bold', ink: INK.strong, size: SIZE.title } as const
const ABOUT = { weight: 'plain', ink: INK.text, size: SIZE.small + 1 } as const
const RUNNING = { ...ABOUT, ink: INK.quiet }
export const NOTE = { weight: 'plain', ink: INK.quiet, size: SIZE.small } as const

/** @returns where the table may begin on the first page */
export function writeTitle(pen: Pen, { left, right }: Layout, head: Letterhead): number {
  let top: number = MARGIN.top
  const write = (text: string, lettering: typeof NAME | typeof TITLE | typeof ABOUT) => {
    for (const line of wrapped(text, right - left, (part) => pen.widthOf(part, lettering))) {
      pen.write(line, left, top, lettering)
      top += lettering.size + 4
    }
  }
  write(head.businessName, NAME)
  top += 4
  write(head.title, TITLE)
  top += 6
  for (const line of head.about) write(line, ABOUT)
  return top + HEAD_GAP
}

/** @returns where the table may begin on a page that is not the first */
export function writeRunningTitle(pen: Pen, { left, right }: Layout, head: Letterhead): number {
  const text = [head.businessName, head.title, head.about[0] ?? ''].join('  ·  ')
  const widthOf = (part: string) => pen.widthOf(part, RUNNING)
  const [first = '', ...more] = wrapped(text, right - left - SIZE.name, widthOf)
  pen.write(more.length > 0 ? `${first}…` : first, left, MARGIN.top, RUNNING)
  return MARGIN.top + SIZE.name + HEAD_GAP
}

export function writeFoot(
  pen: Pen,
  { left, right, bottom }: Layout,
  { note }: Letterhead,
  page: number,
  pageCount: PageCount,
): void {
  const top = bottom + 16
  pen.rule(left, right, bottom + 10, INK.rule, 0.5)
  pen.write(note, left, top, NOTE)
  const text = `Page ${page} of `
  // How many there are is not known yet, likely no more than another digit has room for.
  const digits = '0'.repeat(Math.max(2, String(page).length))
  const from = right - pen.widthOf(text + digits, NOTE)
  pen.write(text, from, top, NOTE)
  pageCount.show(from + pen.widthOf(text, NOTE), top)
}
