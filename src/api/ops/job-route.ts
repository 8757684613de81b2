import { findBatchJob } from '../../operations/batch-job'
import { reply } from '../routing/route'
import { uuid } from '../wire/uuid'
import { jobAnswer } from './answers'
import * as examples from './examples'
import { MAY_READ, opsRoute } from './ops-route'
import { noQuery } from './requests'

export const jobRoute = opsRoute({
  method: 'GET',
  path: '/jobs/{jobId}',
  scopes: MAY_READ,
  params: { jobId: uuid('The job.') },
  missing: { code: 'JOB_NOT_FOUND', message: 'There is no job of this id.' },
  query: noQuery,
  answers: { 200: { description: 'As it stands.', schema: jobAnswer, example: examples.job } },
  docs: { tag: 'Operators', operationId: 'getJob', summary: 'The progress of a batch' },
  async handle({ database }, { caller: { business }, params: { jobId } }) {
    const job = await findBatchJob(database, business.id, jobId)
    return job && reply(200, job)
  },
})
