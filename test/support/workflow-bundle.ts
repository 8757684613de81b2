import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { projectRoot } from '../../src/platform/project-root'
import { buildWorkflowBundle } from '../../src/temporal/bundle'

/** What workflows may import, besides packages of the lock file. */
const SOURCES = ['workflows', 'src/domain', 'src/contract']
const CACHE = join(projectRoot, 'node_modules', '.cache', 'loansaga')

/** The bundle of the workflows as they are now; made again only when they have changed. */
export async function testWorkflowBundle(): Promise<string> {
  const file = join(CACHE, `workflows-${sourceHash()}.js`)
  if (!existsSync(file)) {
    await buildWorkflowBundle(file, join(projectRoot, 'workflows', 'index.ts'))
  }
  return file
}

function sourceHash(): string {
  const hash = createHash('sha256')
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  )
  for (const file of ['package-lock.json', 'src/temporal/bundle.ts', ...files.sort()]) {
    hash.update(file).update(readFileSync(join(projectRoot, file)))
  }
  return hash.digest('hex').slice(0, 16)
}
