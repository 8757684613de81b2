import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { LMS_REFUSALS } from '../../src/domain/engine/refusals/refusals'
import { projectRoot } from '../../src/platform/project-root'
import { REFUSALS_PAGE, refusalsPage } from '../support/refusals-page'

describe('docs/lend/refusals.md', () => {
  const page = readFileSync(join(projectRoot, REFUSALS_PAGE), 'utf8')

  it('tells of every refusal as the table has it (else: npm run refusals)', () => {
    expect(page).toBe(refusalsPage(page))
  })

  it('tells of each once', () => {
    const told = [...page.matchAll(/^- `([A-Z_]+)`/gm)].map(([, code]) => code)
    expect(told.toSorted()).toEqual(Object.keys(LMS_REFUSALS).toSorted())
  })
})
