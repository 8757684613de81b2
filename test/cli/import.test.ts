import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { disbursement, repayment } from '../api/requests'
import { loansaga, readyAddress, succeed } from '../support/command'
import type { Command } from '../support/command'
import { eventually } from '../support/eventually'

describe('./loansaga import, recover and replay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loansaga-commands-'))
  const dataDirectory = join(folder, 'data')
  const here = ['--data-dir', dataDirectory]
  const file = join(folder, 'events.jsonl')
  let up: Command
  let url: string

  beforeAll(async () => {
    await succeed('--version')
    up = loansaga(['up', '--port', '0', ...here])
    url = await readyAddress(up)
  })
  afterAll(async () => {
    up.process.kill('SIGTERM')
    await up.ended
    rmSync(folder, { recursive: true, force: true })
  })

  const eventsOf = (loanId: string) => [
    { type: 'disbursement', ...disbursement({ loanId }) },
    { type: 'repayment', ...repayment({ loanId }) },
  ]
  const run = async (...args: string[]) => {
    const command = loansaga(args)
    return { code: await command.ended, output: command.output() }
  }
  const write = (rows: object[]) =>
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  const proven = () =>
    eventually('the books to be proven', async () => {
      const { code, output } = await run('verify', ...here)
      return code === 0 && /Not yet taken +0/.test(output) ? output : undefined
    })

  it('imports a file, tells what became of it, and does nothing the second time', async () => {
    write(['A', 'B', 'C'].flatMap(eventsOf))
    const first = await run('import', file, ...here)
    expect(first).toMatchObject({ code: 0, output: expect.stringMatching(/staged +6/) })
    const second = await run('import', file, ...here)
    expect(second).toMatchObject({ code: 0, output: expect.stringMatching(/skipped +6/) })
    await proven()
  })

  it('ends with 1 where rows were refused, and with 2 where it cannot go on', async () => {
    write([{ type: 'repayment', ...repayment({ loanId: 'unknown' }) }])
    expect(await run('import', file, ...here)).toMatchObject({ code: 1 })
    expect(readFileSync(`${file}.refused.jsonl`, 'utf8')).toContain('ORDER_VIOLATION')
    write(eventsOf('D'))
    const wrongKey = await run('import', file, '--url', url, '--key', 'wrong', ...here)
    expect(wrongKey).toMatchObject({ code: 2, output: expect.stringContaining('answered 401') })
    expect(await run('import', join(folder, 'none'), ...here)).toMatchObject({ code: 1 })
  })

  it('gives every open loan its workflow back when Temporal has lost its storage', async () => {
    const { children } = JSON.parse(readFileSync(join(dataDirectory, 'up.lock'), 'utf8')) as {
      children: { temporal: { pid: number } }
    }
    process.kill(children.temporal.pid, 'SIGKILL')
    for (const name of ['temporal.db', 'temporal.db-wal', 'temporal.db-shm']) {
      rmSync(join(dataDirectory, name), { force: true })
    }
    await eventually('readiness', async () => {
      const answer = await fetch(`${url}/readyz`).catch(() => undefined)
      return answer?.ok ? true : undefined
    })
    write(eventsOf('E'))
    expect((await run('import', file, ...here)).code).toBe(0)
    await proven()
    const recovered = await run('recover', ...here)
    expect(recovered.code).toBe(0)
    expect(recovered.output).toMatch(/^3 +were open and idle/m)
    const again = await run('recover', ...here)
    expect(again.output).toMatch(/^0 +were open and idle/m)
    expect(again.output).toMatch(/^4 +had a workflow already/m)
  })

  it('replays what runs, and says so when that is nothing', async () => {
    const all = await run('replay', '--open-only', ...here)
    expect(all).toMatchObject({ code: 0, output: expect.stringContaining('All 4 runs replay') })
    const none = await run('replay', '--query', "LoanStatus = 'none'", ...here)
    expect(none).toMatchObject({ code: 2, output: expect.stringContaining('NOT CHECKED') })
    expect((await run('replay', '--limit', '0', ...here)).code).toBe(1)
  })
})
