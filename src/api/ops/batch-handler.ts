import type { RequestHandler } from 'express'

import { createBatchJob, findBatchJob } from '../../operations/batch-job'
import type { BatchRunner } from '../../operations/batch-runner'
import type { Database } from '../../platform/database'
import { holderOf } from '../middleware/bearer'
import { valid } from '../valid'
import { actorOf } from './actor'
import { batchRequest } from './requests'

/** Retries every parked event that a filter names; the answer comes as soon as that is written down. */
export function batchHandler(
  database: Database,
  runner: Pick<BatchRunner, 'wake'>,
): RequestHandler {
  return async (req, res) => {
    const holder = holderOf(res)
    const { filter, actor, reason } = valid(batchRequest, req.body)
    const { id: businessId } = holder.business
    const jobId = await createBatchJob(database, {
      businessId,
      filter,
      actor: actorOf(holder, actor),
      reason,
    })
    const job = await findBatchJob(database, businessId, jobId)
    runner.wake()
    res.status(202).setHeader('Location', `/ops/jobs/${jobId}`).json(job)
  }
}
