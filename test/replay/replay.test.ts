import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { pino } from 'pino'
import { DeterminismViolationError } from '@temporalio/workflow'

import { projectRoot } from '../../src/platform/project-root'
import { buildWorkflowBundle } from '../../src/temporal/bundle'
import { installTemporalRuntime } from '../../src/temporal/runtime'
import { infrastructure } from '../support/infrastructure'
import { historyFile } from '../support/record-history'
import { recordedStories, replay } from '../support/replay'

installTemporalRuntime(pino({ level: 'silent' }))

/** A run that only waited has no step that could have been swapped. */
function takesSomething(story: string): boolean {
  return readFileSync(historyFile(story), 'utf8').includes('core_local_activity')
}

/** A bundle of the workflows with steps taking each other's place. */
async function swappedBundle(directory: string): Promise<string> {
  for (const folder of ['workflows', 'activities', 'src']) {
    cpSync(join(projectRoot, folder), join(directory, folder), { recursive: true })
  }
  symlinkSync(join(projectRoot, 'node_modules'), join(directory, 'node_modules'))
  const steps = join(directory, 'workflows', 'steps.ts')
  const source = readFileSync(steps, 'utf8')
  const names = { pass: 'lms', lms: 'accounting', accounting: 'pass' }
  const swapped = source.replace(
    /(?<=local\.)(pass|lms|accounting)/g,
    (name) => names[name as keyof typeof names],
  )
  if (swapped === source) throw new Error('nothing was swapped')
  writeFileSync(steps, swapped)
  const bundle = join(directory, 'bundle.js')
  await buildWorkflowBundle(bundle, join(directory, 'workflows', 'index.ts'))
  return bundle
}

describe('The recorded histories', () => {
  it('all replay with the workflow as it is now', async () => {
    const stories = recordedStories()
    expect(stories.length).toBeGreaterThan(0)
    const replayed = await replay(stories, infrastructure().workflowBundle)
    expect(replayed.map(({ story }) => story).sort()).toEqual(stories)
    expect(replayed.filter(({ error }) => error !== undefined)).toEqual([])
  })

  it('do not replay with a workflow whose steps are swapped', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'loansaga-swapped-'))
    try {
      const stories = recordedStories()
      const replayed = await replay(stories, await swappedBundle(directory))
      const violated = replayed.filter(({ error }) => error instanceof DeterminismViolationError)
      expect(violated.map(({ story }) => story).sort()).toEqual(stories.filter(takesSomething))
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })
})
