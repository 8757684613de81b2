import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { portfolio } from '../../src/demo/portfolio'
import { loansaga, succeed } from '../support/command'

const LOANS = 27
const PORTFOLIO = portfolio({ loans: LOANS, seed: 2025, year: 2025 })

describe('./loansaga demo --exit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loansaga-demo-'))
  const run = async (): Promise<{ code: number | string | null; output: string }> => {
    const options = ['--loans', String(LOANS), '--port', '0', '--data-dir', folder]
    const command = loansaga(['demo', '--exit', ...options])
    return { code: await command.ended, output: command.output() }
  }
  let first: string
  let second: string

  beforeAll(async () => {
    await succeed('--version')
    const runs = [await run(), await run()]
    expect(runs.map(({ code }) => code)).toEqual([0, 0])
    first = runs[0]?.output ?? ''
    second = runs[1]?.output ?? ''
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('comes to just what its portfolio is made for', () => {
    const { expected } = PORTFOLIO
    expect(counted(first, 'sent')).toBe(expected.sent)
    expect(counted(first, 'posted')).toBe(expected.posted)
    expect(counted(first, 'duplicates')).toBe(expected.duplicates)
    for (const [code, count] of Object.entries(expected.failed)) {
      expect(counted(first, `refused by a rule +(?=\\d+ +${code})`)).toBe(count)
    }
    for (const [code, count] of Object.entries(expected.refused)) {
      expect(counted(first, `refused at the door +(?=\\d+ +${code})`)).toBe(count)
    }
  })

  it('runs the others here, through both doors, each to where its story leads', () => {
    const { lending, partner } = PORTFOLIO
    const commands = [...lending, ...partner].flatMap<object>((story) => story.commands)
    const refused = lending.flatMap((story) =>
      story.commands.flatMap(({ refusal }) => refusal ?? []),
    )
    const reversed = counted(first, 'undone')
    expect([lending.length, partner.length]).toEqual([LOANS / 3, LOANS / 9])
    expect(counted(first, 'commanded')).toBe(commands.length)
    expect(counted(first, 'repeated')).toBe(0)
    // An approval is undone, and a repayment.
    expect(reversed).toBe(2)
    expect(counted(first, 'in the books')).toBe(commands.length - refused.length - reversed)
    for (const code of refused) {
      expect(counted(first, `refused by a rule +(?=\\d+ +${code})`)).toBe(1)
    }
    expect(['Active', 'Rejected', 'Closed'].map((status) => lines(first, status))).toEqual([
      ['Active                        2'],
      ['Rejected                      1'],
      ['Closed (obligations met)      8', 'Closed (written off)          1'],
    ])
  })

  it('ends with a trial balance and proven books', () => {
    const [, debits, credits] = /^ +Total +([\d,.]+) +([\d,.]+)$/m.exec(first) ?? []
    expect(debits).toBe(credits)
    expect(counted(first, 'Loans')).toBe(LOANS)
    expect(first).toContain('Proven: the books equal the loans.')
  })

  it('finds everything there the second time and changes nothing', () => {
    expect(second).toContain('It is all there already: nothing was changed.')
    expect(counted(second, 'posted')).toBe(0)
    expect(counted(second, 'repeated')).toBe(counted(first, 'commanded'))
    for (const label of ['Loans', 'Events', 'Journal entries', 'Journal lines']) {
      expect(counted(second, label)).toBe(counted(first, label))
    }
    expect(second).toContain('Proven: the books equal the loans.')
  })
})

/** The lines that begin with a text. */
function lines(output: string, begin: string): string[] {
  return output.split('\n').filter((line) => line.startsWith(begin))
}

/** The number behind a label at the start of a line. */
function counted(output: string, label: string): number {
  const [, count] = new RegExp(`^${label} *(\\d+)`, 'm').exec(output) ?? []
  if (count === undefined) throw new Error(`no ${label} in:\n${output}`)
  return Number(count)
}
