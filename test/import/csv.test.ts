import { csvLine, csvRecords } from '../../src/import/csv'

async function records(...pieces: string[]): Promise<string[][]> {
  const found: string[][] = []
  // eslint-disable-next-line @typescript-eslint/require-await
  const source = async function* () {
    yield* pieces
  }
  for await (const record of csvRecords(source())) found.push(record)
  return found
}

describe('CSV', () => {
  it('is read as RFC 4180 has it', async () => {
    expect(await records('\uFEFFa,b\r\n"1,2","say ""hi"""\n\n"two\r\nlines",\n,x')).toEqual([
      ['a', 'b'],
      ['1,2', 'say "hi"'],
      ['two\r\nlines', ''],
      ['', 'x'],
    ])
  })

  it('is the same however the text is cut into pieces', async () => {
    const text = 'a,"b ""c"", d"\r\n"e\nf",g\r\n'
    const whole = await records(text)
    for (let cut = 0; cut <= text.length; cut += 1) {
      expect(await records(text.slice(0, cut), text.slice(cut))).toEqual(whole)
    }
    expect(await records(...text.split(/(?:)/u))).toEqual(whole)
  })

  it('that never closes a quote is refused', async () => {
    await expect(records('a\n"b')).rejects.toThrow('never closed')
    await expect(records('a\n"', 'x'.repeat(2_000_000), 'y')).rejects.toThrow('never closed')
  })

  it('is written so that it reads the same', async () => {
    const cells = ['plain', '', ' padded ', 'a,b', 'say "hi"', 'two\nlines', 'cr\rhere']
    expect(await records(csvLine(cells), csvLine(cells))).toEqual([cells, cells])
  })
})
