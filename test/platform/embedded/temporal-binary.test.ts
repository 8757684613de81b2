import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { findTemporalBinary } from '../../../src/platform/embedded/temporal-binary'

describe('the Temporal CLI', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'loansaga-cli-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const fake = (says: string): string => {
    const path = join(folder, 'temporal')
    writeFileSync(path, `#!/bin/sh\necho '${says}'\n`)
    chmodSync(path, 0o755)
    return path
  }

  it('is the one of TEMPORAL_CLI_PATH', async () => {
    const path = fake('temporal version 9.9.9 (Server 9.9.9, UI 9.9.9)')
    const found = await findTemporalBinary({ TEMPORAL_CLI_PATH: path })
    expect(found).toEqual({ path, source: 'TEMPORAL_CLI_PATH' })
  })

  it('is not something else that TEMPORAL_CLI_PATH names', async () => {
    for (const path of [fake('hello'), join(folder, 'nothing')]) {
      await expect(findTemporalBinary({ TEMPORAL_CLI_PATH: path })).rejects.toThrow(
        `TEMPORAL_CLI_PATH names ${path}, which is not a Temporal CLI`,
      )
    }
  })

  it('is the one on the PATH only when that is recent enough', async () => {
    const env = { PATH: `${folder}:${process.env['PATH']}` }
    fake('temporal version 1.0.0 (Server 1.24.2, UI 2.27.2)')
    expect((await findTemporalBinary(env)).source).not.toBe('temporal on the PATH')
    fake('temporal version 1.6.0 (Server 1.31.0, UI 2.45.0)')
    expect((await findTemporalBinary(env)).source).toBe('temporal on the PATH')
  })
})
