import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { projectRoot } from '../../src/platform/project-root'
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
    expect(first.output).toMatch(/posted +6/)
    const second = await run('import', file, ...here)
    expect(second).toMatchObject({ code: 0, output: expect.stringMatching(/skipped +6/) })
    await proven()
  })

  it('ends with 1 where rows are refused or have failed, and sends those again', async () => {
    write([{ type: 'repayment', ...repayment({ loanId: 'unknown' }) }])
    expect(await run('import', file, ...here)).toMatchObject({ code: 1 })
    expect(readFileSync(`${file}.refused.jsonl`, 'utf8')).toContain('ORDER_VIOLATION')

    const failing = join(folder, 'failing.csv')
    const header = 'type;loanId;customerId;customerName;loanAmount;adminFee;disbursementDate;'
    writeFileSync(
      failing,
      `sep=;\r\n${header}repaymentPrincipal;repaymentInterest;repaymentDate\r\n` +
        'disbursement;F;C-1;Asha Mwakyusa;1000;0;2026-01-15;;;\r\n' +
        ';;;;;;;;;\r\n' +
        'repayment;F;C-1;Asha Mwakyusa;;;;100;0;2026-01-10\r\n',
    )
    const failed = await run('import', failing, ...here)
    expect(failed).toMatchObject({
      code: 1,
      output: expect.stringMatching(/failed +1 +DATE_BEFORE_DISBURSEMENT 1/),
    })
    const refused = readFileSync(`${failing}.refused.csv`, 'utf8')
    expect(refused).toMatch(/^repayment;F;.*;again-\w+;3;DATE_BEFORE_DISBURSEMENT;/m)
    const again = await run('import', failing, ...here)
    expect(again).toMatchObject({
      code: 1,
      output: expect.stringMatching(/staged +1, 1 sent again/),
    })
  })

  it('ends with 2 where it cannot go on, and sends nothing of a file that cannot be right', async () => {
    write(eventsOf('D'))
    const wrongKey = await run('import', file, '--url', url, '--key', 'wrong', ...here)
    expect(wrongKey).toMatchObject({ code: 2, output: expect.stringContaining('answered 401') })
    expect(await run('import', join(folder, 'none'), ...here)).toMatchObject({ code: 2 })
    expect(await run('import', folder, ...here)).toMatchObject({ code: 2 })

    write([...eventsOf('D'), { type: 'repayment', LoanId: 'D', branch: 'main' }])
    const unknown = await run('import', file, ...here)
    expect(unknown).toMatchObject({
      code: 2,
      output: expect.stringMatching(
        /Line 3: No field is called LoanId; the nearest is loanId.*\nNothing was sent/,
      ),
    })
    const ignoring = await run('import', file, '--ignore-columns', 'LoanId, branch', ...here)
    expect(ignoring).toMatchObject({ code: 1, output: expect.stringMatching(/staged +2$/m) })
  })

  it('reads a pipe, which can be read only once', () => {
    write(eventsOf('G'))
    const command = `cat '${file}' | '${join(projectRoot, 'loansaga')}' import - ${here.join(' ')}`
    const output = execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' })
    expect(output).toMatch(/posted +2/)
    expect(readFileSync(join(folder, 'stdin.results.jsonl'), 'utf8')).toContain('POSTED')
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
    expect(recovered.output).toMatch(/^6 +were open and idle/m)
    const again = await run('recover', ...here)
    expect(again.output).toMatch(/^0 +were open and idle/m)
    expect(again.output).toMatch(/^7 +had a workflow already/m)
  })

  it('replays what runs, and says so when that is nothing', async () => {
    const all = await run('replay', '--open-only', ...here)
    expect(all).toMatchObject({ code: 0, output: expect.stringContaining('All 7 runs replay') })
    const none = await run('replay', '--query', "LoanStatus = 'none'", ...here)
    expect(none).toMatchObject({ code: 2, output: expect.stringContaining('NOT CHECKED') })
    expect((await run('replay', '--limit', '0', ...here)).code).toBe(1)
  })
})
