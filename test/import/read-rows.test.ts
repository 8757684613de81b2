import { Readable } from 'node:stream'

import { readRows } from '../../src/import/read-rows'
import type { CsvLayout, ImportFormat } from '../../src/import/refused-file'

const HEADER = 'type,loanId,customerId,customerName,loanAmount,adminFee,disbursementDate'
const ROW = 'disbursement,LN-1,C-1,Asha Mwakyusa,1000000,0,2026-01-15'
const FIELDS = {
  type: 'disbursement',
  loanId: 'LN-1',
  customerId: 'C-1',
  customerName: 'Asha Mwakyusa',
  loanAmount: '1000000',
  adminFee: '0',
  disbursementDate: '2026-01-15',
}

describe('Reading a file', () => {
  const layouts: CsvLayout[] = []
  const read = async (
    bytes: string | Buffer,
    format: ImportFormat = 'csv',
    { ignored = [], pieceSize = 1 << 16 }: { ignored?: string[]; pieceSize?: number } = {},
  ) => {
    const whole = Buffer.from(bytes)
    const pieces = Array.from({ length: Math.ceil(whole.length / pieceSize) }, (_, place) =>
      whole.subarray(place * pieceSize, (place + 1) * pieceSize),
    )
    const rows = readRows(
      {
        open: () => Readable.from(pieces),
        ...{ format, ignoredColumns: new Set(ignored), keyless: false },
        onLayout: (layout) => layouts.push(layout),
        signal: new AbortController().signal,
      },
      () => undefined,
    )
    const found = []
    for await (const { number, fields, broken } of rows) found.push({ number, fields, broken })
    return found
  }
  const oneRow = [{ number: 1, fields: FIELDS, broken: null }]
  const semicolons = `${HEADER}\n${ROW}\n`.replaceAll(',', ';')
  const tabs = `${HEADER}\n${ROW}\n`.replaceAll(',', '\t')
  const utf16 = Buffer.from(`\uFEFF${tabs}`, 'utf16le')

  it.each<[string, string | Buffer]>([
    ['lines that end in LF', `${HEADER}\n${ROW}\n`],
    ['no line break at the end', `${HEADER}\n${ROW}`],
    ['lines that end in CRLF', `${HEADER}\r\n${ROW}\r\n`],
    ['lines that end in CR alone', `${HEADER}\r${ROW}\r`],
    ['lines that end in either', `${HEADER}\r\n${ROW}\n`],
    ['a byte order mark', `\uFEFF${HEADER}\n${ROW}\n`],
    ['semicolons', semicolons],
    ['semicolons and a byte order mark', `\uFEFF${semicolons}`],
    ['tabs', tabs],
    ['a line that names the separator', `sep=,\n${HEADER}\n${ROW}\n`],
    ['a line that names another separator', `\uFEFFsep=;\r\n${semicolons}`],
    ['a quoted line that names it', `"sep=\t"\r\n${tabs}`],
    ['outer white space', `${HEADER.replace(/,/g, ' , ')}\n${ROW.replace(/,/g, ' ,\u00a0')}\n`],
    ['quoted cells in white space', `${HEADER}\n"${ROW.replace(/,/g, '" , "')}"\n`],
    ['cells beyond the header that are blank', `${HEADER}\n${ROW},, \n`],
    ['columns without a name and values', `${HEADER},,\n${ROW},,\n`],
    ['UTF-16', utf16],
    ['UTF-16, the other way round', Buffer.from(utf16).swap16()],
    ['blank lines above', `\n,,\n${HEADER}\n${ROW}\n`],
  ])('reads CSV with %s, however it comes in pieces', async (_what, text) => {
    expect(await read(text)).toEqual(oneRow)
    expect(await read(text, 'csv', { pieceSize: 1 })).toEqual(oneRow)
  })

  it('passes over blank rows, which count', async () => {
    const rows = await read(`${HEADER}\n${ROW}\n,,,,,,\n\n , \n${ROW}\n`)
    expect(rows.map(({ number, broken }) => [number, broken])).toEqual([
      [1, null],
      [4, null],
    ])
  })

  it('reads quoted cells with separators, quotes and line breaks', async () => {
    const [row] = await read(`type,loanId,reason\nreversal,LN-1,"one, ""two""\r\nthree"\n`)
    expect(row?.fields['reason']).toBe('one, "two"\r\nthree')
  })

  it('keeps a quote inside of a cell that has none around it', async () => {
    const [row] = await read(`type,loanId,customerName\ndisbursement,LN-1,Asha "Ash" Mwakyusa\n`)
    expect(row?.fields['customerName']).toBe('Asha "Ash" Mwakyusa')
  })

  it('leaves out the columns that are to be ignored, and tells the others', async () => {
    const text = `${HEADER},branch,Key\n${ROW},main,K\n`
    expect(await read(text, 'csv', { ignored: ['branch', 'Key'] })).toEqual(oneRow)
    expect(layouts.at(-1)).toEqual({ names: HEADER.split(','), delimiter: ',' })
    const line = JSON.stringify({ ...FIELDS, branch: 'main' })
    expect(await read(line, 'jsonl', { ignored: ['branch'] })).toEqual(oneRow)
  })

  it('names the line of a row that it cannot read', async () => {
    const rows = await read(`sep=,\n${HEADER}\n${ROW}\n\n${ROW},beyond\ntoo,short\n`)
    expect(rows.map(({ broken }) => broken?.slice(0, 48) ?? null)).toEqual([
      null,
      'Line 5: the row has 8 cells, the header 7: disbu',
      'Line 6: the row has 2 cells, the header 7: too |',
    ])
    const lines = await read(`${JSON.stringify(FIELDS)}\n\n{"type":\n[1]\n{"a":1,"a":2}`, 'jsonl')
    expect(lines.map(({ number, broken }) => [number, broken?.slice(0, 14)])).toEqual([
      [1, undefined],
      [3, 'Line 3 is not '],
      [4, 'Line 4 is no J'],
      [5, 'Line 5 is not '],
    ])
  })

  it('reads JSON Lines with CRLF, CR, a byte order mark and numbers with exponents', async () => {
    const line = JSON.stringify(FIELDS).replace('"1000000"', '1.0e6')
    for (const text of [`\uFEFF${line}\r\n${line}`, `${line}\r${line}\r`, `\n${line}\n\n${line}`]) {
      for (const pieceSize of [1, 1 << 16]) {
        const rows = await read(text, 'jsonl', { pieceSize })
        expect(rows.map(({ fields }) => String(fields['loanAmount']))).toEqual(['1.0e6', '1.0e6'])
      }
    }
  })

  const csvOf = (header: string) => `${header}\n${ROW}\n`
  it.each<[string, string | Buffer, ImportFormat, string]>([
    ['an unknown column', csvOf(`${HEADER},FeeAmount`), 'csv', 'the nearest is feeAmount'],
    ['a misspelt key', csvOf(`${HEADER},Key`), 'csv', 'the nearest is key'],
    ['a misspelt loanId', csvOf('type,LoanID'), 'csv', 'lacks loanId. No column is called LoanID'],
    ['several', csvOf(`${HEADER},branch,Key`), 'csv', '--ignore-columns branch,Key'],
    ['a header that lacks a column', csvOf('loanId,reason'), 'csv', 'lacks type'],
    ['a column named twice', csvOf('type,loanId,key,key'), 'csv', 'has key twice'],
    ['a value without a name', `${HEADER},\n${ROW},5\n`, 'csv', 'Line 2 has a value in column 8'],
    ['an empty file', '', 'csv', 'is empty'],
    ['an empty file', '', 'jsonl', 'is empty'],
    ['blank lines alone', '\n\n', 'jsonl', 'is empty'],
    ['a header alone', HEADER, 'csv', 'no row below'],
    ['a line of the separator alone', 'sep=;\n', 'csv', 'is empty'],
    ['blank rows alone', `${HEADER}\n,,,,,,\n`, 'csv', 'no row below'],
    ['JSON Lines as CSV', JSON.stringify(FIELDS), 'csv', '--format jsonl'],
    ['CSV as JSON Lines', csvOf(HEADER), 'jsonl', '--format csv'],
    ['a JSON array', '[\n{"type":"repayment"}\n]', 'jsonl', 'not one object a line'],
    ['JSON over several lines', '{\n"type":"repayment"\n}', 'jsonl', 'not one object a line'],
    [
      'an unknown field',
      `{"type":"a"}\n{"feeAmout":1}`,
      'jsonl',
      'Line 2: No field is called feeA',
    ],
    ['a quote never closed', `${HEADER}\n${ROW}\n"a`, 'csv', 'Line 3: a quoted cell is never'],
    ['a huge cell', `${HEADER}\n"${'x'.repeat(2 << 20)}`, 'csv', 'Line 2: a quoted cell is never'],
    ['a huge line', `{"a":"${'x'.repeat(2 << 20)}`, 'jsonl', 'Line 1 is longer than a mebibyte'],
    ['a NUL byte', `${HEADER}\r\n${ROW}\r\nrepayment,\0`, 'csv', 'Line 3 holds a NUL byte'],
    ['UTF-16 without a mark', Buffer.from(HEADER, 'utf16le'), 'csv', 'Line 1 holds a NUL byte'],
    ['Latin-1', Buffer.from(`${HEADER}\n${ROW}\né`, 'latin1'), 'csv', 'Line 3 is not UTF-8'],
    ['half a character', Buffer.from(`${HEADER}\n\u00c3`, 'latin1'), 'csv', 'Line 2 is not UTF-8'],
    ['half of UTF-16', utf16.subarray(0, -1), 'csv', 'is not UTF-16LE'],
    ['what is compressed', Buffer.from([0x1f, 0x8b, 8, 0, 1]), 'jsonl', 'zcat'],
    ['a spreadsheet', Buffer.from('PK\u0003\u0004xlsx'), 'csv', 'export it as CSV'],
  ])('refuses %s by what it is', async (_what, bytes, format, message) => {
    await expect(read(bytes, format)).rejects.toThrow(message)
    const isHuge = bytes.length > 1 << 16
    await expect(read(bytes, format, { pieceSize: isHuge ? 1 << 18 : 1 })).rejects.toThrow(message)
  })
})
