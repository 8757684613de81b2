import { z } from 'zod'
import 'zod-openapi'

import { createBatchJob, findBatchJob } from '../../operations/batch-job'
import { bodyOf } from '../routing/request-body'
import { reply } from '../routing/route'
import { actorOf } from '../wire/actor'
import { jobAnswer } from './answers'
import * as examples from './examples'
import { MAY_OPERATE, opsRoute } from './ops-route'
import { batchRequest } from './requests'

/** Retries every parked event that a filter names; the answer comes as soon as that is written down. */
export const batchRoute = opsRoute({
  method: 'POST',
  path: '/retry',
  scopes: MAY_OPERATE,
  body: bodyOf(batchRequest),
  answers: {
    202: {
      description: 'Written down; Location is where its progress is.',
      headers: z.object({ Location: z.string().meta({ example: '/ops/jobs/0199…' }) }),
      schema: jobAnswer,
      example: examples.job,
    },
  },
  docs: {
    tag: 'Operators',
    operationId: 'retryParked',
    summary: 'Retry many parked events',
    description:
      'A job, which goes on through restarts. An event that is no longer parked when its turn comes is passed over, so that it is safe to repeat.',
  },
  async handle({ database, runner }, { caller, body: { filter, actor, reason } }) {
    const businessId = caller.business.id
    const jobId = await createBatchJob(database, {
      ...{ businessId, filter, reason },
      actor: actorOf(caller, actor),
    })
    const job = await findBatchJob(database, businessId, jobId)
    runner.wake()
    if (job === null) throw new Error(`job ${jobId} was made and is not there`)
    return reply(202, job, { Location: `/ops/jobs/${jobId}` })
  },
})
