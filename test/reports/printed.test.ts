import { listOf } from '../../src/reports/report'
import type { Column, Row } from '../../src/reports/report'
import { pdfOf } from '../../src/reports/written/pdf'
import { visualRuns } from '../../src/reports/written/pdf/visual-runs'
import { wrapped } from '../../src/reports/written/pdf/wrapped'
import { readPdf } from '../support/read-pdf'
import type { PdfPage } from '../support/read-pdf'

const COLUMNS: readonly Column[] = [
  { name: 'date', heading: 'Date', kind: 'date' },
  { name: 'name', heading: 'Name', kind: 'text' },
  { name: 'amount', heading: 'Amount', kind: 'money' },
]
const LONG_NAME = 'Ushirika wa Wakulima wa Kahawa na Chai wa Nyanda za Juu Kusini'.repeat(3)
const ON_FIRST = 42

async function printed(rows: readonly Row[], businessName = 'A lender'): Promise<PdfPage[]> {
  const day = '2025-01-31'
  const pieces: Buffer[] = []
  const printing = pdfOf({
    asked: {
      ...{ businessId: '', currency: 'TZS', from: day, to: day, today: day, recordedUpTo: null },
    },
    ...{ at: new Date(0), businessName, title: 'A report' },
    made: {
      members: [],
      table: {
        ...{ about: [day], columns: COLUMNS, rows: listOf(rows) },
        total: () => ({ amount: 123_456_789n }),
      },
    },
  })
  for await (const piece of printing) pieces.push(piece)
  return readPdf(Buffer.concat(pieces))
}

const row = (name: string, amount = 100n): Row => ({ date: '2025-01-05', name, amount })
const rows = (count: number) => Array.from({ length: count }, (_, no) => row(`L-${no}`))
const textOf = (page: PdfPage) => page.map((line) => line.join(' ')).join('\n')

describe('A printed report', () => {
  it('says on each page how many there are', async () => {
    const pages = await printed(rows(150))
    expect(pages).toHaveLength(4)
    pages.forEach((page, no) => expect(textOf(page)).toContain(`Page ${no + 1} of 4`))
  })

  it.each([ON_FIRST - 1, ON_FIRST, ON_FIRST + 1])(
    'has no page with nothing but a total: %d rows',
    async (count) => {
      const pages = await printed(rows(count))
      const last = textOf(pages.at(-1) ?? [])
      expect(last).toContain('Total 1,234,567.89')
      expect(last).toContain(`L-${count - 1}`)
      expect(pages.map(textOf).join('\n').match(/L-\d+/g)).toHaveLength(count)
    },
  )

  it('cuts no name, however long, and no amount', async () => {
    const most = 10n ** 18n
    const [page = []] = await printed([row(LONG_NAME, most), row('L-2')], LONG_NAME)
    const all = textOf(page).replace(/\s/g, '')
    const name = LONG_NAME.replace(/\s/g, '')
    expect(all.startsWith(name)).toBe(true)
    const cell = page.flat().filter((text) => LONG_NAME.includes(text))
    expect(cell.join('').replace(/\s/g, '').endsWith(name)).toBe(true)
    expect(all).toContain('10,000,000,000,000,000.00')
  })

  it('is no table where nothing is to be reported', async () => {
    const [page = [], ...others] = await printed([])
    expect(others).toEqual([])
    expect(textOf(page)).toContain('There is nothing to report.')
    expect(textOf(page)).not.toContain('Total')
  })

  it('knows the letters of many scripts', async () => {
    const names = [
      ...['Łukasz Żółkiewski', 'Nguyễn Thị Ánh', 'Δήμητρα', 'Олександра', 'ስምረት', 'ลลิตา'],
      ...['कमला', 'முருகன்'],
    ]
    const text = textOf((await printed(names.map((name) => row(name)))).flat())
    for (const name of names) expect(text).toContain(name)
  })
})

describe('A line of several scripts', () => {
  const shown = (text: string) => visualRuns(text).map((run) => run.text)

  it('stands as it is written from left to right', () => {
    expect(visualRuns('Loan 12 (Δ)')).toEqual([
      { text: 'Loan 12 (Δ)', script: 'usual', isToTheLeft: false },
    ])
    expect(shown('ስምረት L-1')).toEqual(['ስምረት', ' L-1'])
  })

  it('is turned around where it is written from right to left, numbers are not', () => {
    expect(shown('Loan אבי כהן 12')).toEqual(['Loan ', '12', 'אבי כהן '])
    expect(shown('(אבי) L-1')).toEqual(['L-1', ')אבי( '])
  })
})

describe('A text that is too long', () => {
  const widthOf = (text: string) => text.length

  it('is broken between words, within one where it is longer than a line', () => {
    expect(wrapped('one two three', 8, widthOf)).toEqual(['one two', 'three'])
    expect(wrapped('LN-2025-0001-A', 9, widthOf)).toEqual(['LN-2025-', '0001-A'])
    expect(wrapped('abcdefghij', 4, widthOf)).toEqual(['abcd', 'efgh', 'ij'])
    expect(wrapped('wide', 0, widthOf)).toEqual(['w', 'i', 'd', 'e'])
  })
})
