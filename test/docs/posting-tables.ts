/** What a table of a page tells of one event on one day. */
export interface PostingRow {
  /** Of a table about several loans, which: `first`, `second`; else `first`. */
  loan: string
  date: string
  what: string
  /** In order, each its lines by account, debits above zero: `1101 6000, 2103 -38.71`, sorted. */
  entries: string[]
  /** By account, what stands on it then, on its own side. */
  balances: Record<string, string>
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The tables of a page that tell dates, debits and credits, by the heading they stand under. */
export function postingTables(page: string, year: string): Record<string, PostingRow[]> {
  const sections = page.split(/^## /m).slice(1)
  return Object.fromEntries(
    sections.flatMap((section) => {
      const [heading = '', ...lines] = section.split('\n')
      const rows = lines.filter((line) => line.startsWith('|')).map(cellsOf)
      const [names = [], , ...told] = rows
      const isPosting = ['date', 'debit', 'credit'].every((name) => names.includes(name))
      return isPosting ? [[heading, told.map((cells) => rowOf(names, cells, year))]] : []
    }),
  )
}

function cellsOf(line: string): string[] {
  const cells = line.split('|').slice(1, -1)
  return cells.map((cell) => cell.trim())
}

function rowOf(names: string[], cells: string[], year: string): PostingRow {
  const cell = (name: string) => cells[names.indexOf(name)] ?? ''
  const [day = '', month = ''] = cell('date').split(' ')
  const credits = cell('credit').split('; ')
  const balances = names.flatMap((name, place) => {
    const account = /^(\d{4}) then$/.exec(name)?.[1]
    return account === undefined ? [] : [[account, plain(cells[place] ?? '')]]
  })
  return {
    loan: cell('loan') || 'first',
    date: `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`,
    what: cell('what'),
    entries: cell('debit')
      .split('; ')
      .map((debit, place) => entryOf(debit, credits[place] ?? '')),
    balances: Object.fromEntries(balances) as Record<string, string>,
  }
}

function entryOf(debit: string, credit: string): string {
  const lines = (side: string, sign: string) =>
    [...side.matchAll(/(\d{4}) ([\d,]*\d(?:\.\d+)?)/g)].map(
      ([, account, amount = '']) => `${account} ${sign}${plain(amount)}`,
    )
  return [...lines(debit, ''), ...lines(credit, '-')].sort().join(', ')
}

/** `6,120.00` as the journal has it: `6120`. */
function plain(amount: string): string {
  return String(Number(amount.replaceAll(',', '')))
}
