import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { projectRoot } from '../../src/platform/project-root'
import { infrastructure } from '../support/infrastructure'

const run = promisify(execFile)
const SCHEMA = join(projectRoot, 'prisma', 'schema.prisma')

/** SQL that would bring the migrated database to the schema. */
async function difference(schema: string): Promise<string> {
  const script = join(projectRoot, 'test', 'support', 'schema-diff.mjs')
  const { stdout } = await run(process.execPath, [script, schema], {
    env: { ...process.env, DATABASE_URL: infrastructure().templateUrl },
  })
  return stdout
}

describe('the Prisma schema', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'loansaga-schema-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('describes what the migrations make', async () => {
    expect(await difference(SCHEMA)).toBe('')
  })

  it.each([
    ['a column', /^ {2}closedThrough .*\n/m, '', 'DROP COLUMN "closed_through"'],
    ['a type', '@db.Char(3)', '@db.Char(4)', 'CHAR(4)'],
    ['the condition of an index', 'raw("(open > 0)")', 'raw("(open > 1)")', 'open > 1'],
  ])('is found out when it lacks %s', async (_what, text, other, sql) => {
    const changed = join(folder, 'schema.prisma')
    writeFileSync(changed, readFileSync(SCHEMA, 'utf8').replace(text, other))
    expect(await difference(changed)).toContain(sql)
  })
})
