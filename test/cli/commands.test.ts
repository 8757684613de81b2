import { loansaga, succeed } from '../support/command'
import { createEmptyDatabase } from '../support/harness'

/** The script may have to build first. */
async function fail(args: string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const command = loansaga(args, env)
  expect(await command.ended).toBe(1)
  return command.output()
}

describe('./loansaga', () => {
  it('tells its commands', async () => {
    const help = await succeed('--help')
    for (const name of ['up', 'api', 'worker', 'migrate', 'business', 'keys', 'test']) {
      expect(help).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'))
    }
  })

  it('lists every mistake of the configuration', async () => {
    const output = await fail(['worker'], { TEMPORAL_ADDRESS: 'x', WORKER_METRICS_PORT: 'y' })
    expect(output).toContain('DATABASE_URL is required')
    expect(output).toContain('TEMPORAL_ADDRESS must be host:port')
    expect(output).toContain('WORKER_METRICS_PORT must be a whole number')
    expect(output).not.toContain('    at ')
  })

  it('says where a database could come from when there is none', async () => {
    expect(await fail(['keys', 'list', '--data-dir', '/nonexistent'])).toContain(
      'there is no /nonexistent/credentials.json',
    )
  })

  it('migrates, and does nothing the second time', async () => {
    const env = { DATABASE_URL: await createEmptyDatabase() }
    const first = loansaga(['migrate'], env)
    expect(await first.ended).toBe(0)
    expect(first.output()).toMatch(/^applied \d{14}_init$/m)
    const second = loansaga(['migrate'], env)
    await second.ended
    expect(second.output()).toBe('nothing to apply\n')
  })

  it('says what is wrong with a business, and with an option', async () => {
    const env = { DATABASE_URL: await createEmptyDatabase() }
    await loansaga(['migrate'], env).ended
    const wrong = ['business', 'add', 'Acme', '--currency', 'SHILLING', '--vat-rate', '18']
    const output = await fail(wrong, env)
    expect(output).toContain('currency must be an ISO 4217 code')
    expect(output).toContain('vatRate must be a decimal from 0 to 1')
    expect(await fail(['keys', 'create-pair', '--scopes', 'root'], env)).toContain('lms:operate')
    expect(await fail(['keys', 'create'], env)).toContain('There is no business')
  })
})
