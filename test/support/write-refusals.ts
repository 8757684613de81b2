import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { projectRoot } from '../../src/platform/project-root'
import { REFUSALS_PAGE, refusalsPage } from './refusals-page'

/** `npm run refusals`: writes the lists of docs/lend/refusals.md anew. */
export async function main(): Promise<void> {
  const path = join(projectRoot, REFUSALS_PAGE)
  await writeFile(path, refusalsPage(await readFile(path, 'utf8')))
}
