import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Puts the workflows and all they import into one file that a worker loads by its path. */
export async function buildWorkflowBundle(workflowsPath: string, outFile: string): Promise<void> {
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    logger: new DefaultLogger('WARN'),
  })
  mkdirSync(dirname(outFile), { recursive: true })
  const unfinished = `${outFile}.${process.pid}`
  writeFileSync(unfinished, code)
  renameSync(unfinished, outFile)
}
