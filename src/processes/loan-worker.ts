import { Worker } from '@temporalio/worker'
import type { NativeConnection, WorkerOptions } from '@temporalio/worker'

import { createActivities } from '../../activities'
import type { ActivityDependencies } from '../../activities/types'

export interface LoanWorkerOptions {
  connection: NativeConnection
  namespace: string
  taskQueue: string
  bundlePath: string
  activities: ActivityDependencies
  /** For tests: other limits than the ones that serve production. */
  tuning?: Partial<WorkerOptions>
}

/** A worker for loans' workflows and their activities. */
export function createLoanWorker(options: LoanWorkerOptions): Promise<Worker> {
  return Worker.create({
    connection: options.connection,
    namespace: options.namespace,
    taskQueue: options.taskQueue,
    workflowBundle: { codePath: options.bundlePath },
    activities: createActivities(options.activities),
    shutdownGraceTime: '10s',
    ...options.tuning,
  })
}
