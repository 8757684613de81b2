import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'

import { DefaultLogger, bundleWorkflowCode } from '@temporalio/worker'

import { projectRoot } from '../platform/project-root'

/** Puts the workflows and all they import into one file, which a worker loads by its path. */
export async function buildWorkflowBundle(
  outFile: string,
  workflowsPath = join(projectRoot, 'dist', 'workflows', 'index.js'),
): Promise<void> {
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    payloadConverterPath: join(
      dirname(workflowsPath),
      `payload-converter${extname(workflowsPath)}`,
    ),
    // Loaded once per worker, not once per loan: no module of ours may keep anything of a loan.
    preloadModules: ['@temporalio/workflow', workflowsPath],
    logger: new DefaultLogger('WARN'),
  })
  mkdirSync(dirname(outFile), { recursive: true })
  const unfinished = `${outFile}.${process.pid}`
  writeFileSync(unfinished, code)
  renameSync(unfinished, outFile)
}
