import { join } from 'node:path'

import {
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  bundleWorkflowCode,
} from '@temporalio/worker'

import { BARE_QUEUE } from './bare-queue'

/** What it tells its parent: that it runs, and after each turn how many activities have ended. */
export type BareWorkerMessage = { ready: true } | { done: number }

/** A worker whose one activity does nothing, in a process of its own: `main([temporalAddress])`. */
export async function main([address = '']: string[]): Promise<void> {
  const logger = new DefaultLogger('WARN')
  Runtime.install({ logger, shutdownSignals: [] })
  const connection = await NativeConnection.connect({ address })
  let done = 0
  let isTelling = false
  const worker = await Worker.create({
    connection,
    taskQueue: BARE_QUEUE,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: join(__dirname, 'bare-workflows.ts'),
      logger,
    }),
    activities: {
      nothing: (): Promise<void> => {
        done += 1
        if (!isTelling) {
          isTelling = true
          setImmediate(() => {
            isTelling = false
            tell({ done })
          })
        }
        return Promise.resolve()
      },
    },
  })
  process.once('disconnect', () => worker.shutdown())
  tell({ ready: true })
  await worker.run()
  await connection.close()
}

function tell(message: BareWorkerMessage): void {
  if (process.connected) process.send?.(message)
}
