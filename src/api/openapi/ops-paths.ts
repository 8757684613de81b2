import { z } from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi'

import * as answers from '../ops/answers'
import { id } from '../ops/fields'
import * as requests from '../ops/requests'
import { storyAnswer } from '../ops/story-answer'
import * as examples from './ops-examples'
import { problemResponses } from './problems'

interface Described {
  operationId: string
  summary: string
  description?: string
  answer: z.ZodType
  example: unknown
}

const SECURITY = [{ bearer: [] }]

function read(
  address: string,
  { answer, example, ...said }: Described,
  requestParams: NonNullable<ZodOpenApiOperationObject['requestParams']> = {},
): ZodOpenApiPathsObject {
  const unknown = requestParams.path === undefined ? ([] as const) : (['404'] as const)
  const get: ZodOpenApiOperationObject = {
    ...said,
    tags: ['Operators'],
    security: SECURITY,
    requestParams,
    responses: {
      '200': {
        description: 'As it stands.',
        content: { 'application/json': { schema: answer, example } },
      },
      ...problemResponses(address, '400', '401', '403', ...unknown, '500'),
    },
  }
  return { [address]: { get } }
}

function decide(
  action: 'retry' | 'skip' | 'reverse',
  request: z.ZodType,
  { answer, example, ...said }: Described,
): ZodOpenApiPathsObject {
  const address = `/ops/events/{eventId}/${action}`
  const refusals = action === 'reverse' ? (['422'] as const) : (['409'] as const)
  const post: ZodOpenApiOperationObject = {
    ...said,
    tags: ['Operators'],
    security: SECURITY,
    requestParams: { path: z.object({ eventId: id('The event.') }) },
    requestBody: { required: true, content: { 'application/json': { schema: request } } },
    responses: {
      '200': {
        description: 'Decided and written down; the loan takes it from here.',
        content: { 'application/json': { schema: answer, example } },
      },
      ...problemResponses(address, '400', '401', '403', '404', ...refusals, '413', '415', '500'),
    },
  }
  return { [address]: { post } }
}

const batch: ZodOpenApiPathsObject = {
  '/ops/retry': {
    post: {
      operationId: 'retryParked',
      summary: 'Retry many parked events',
      description:
        'A job, which goes on through restarts. An event that is no longer parked when its turn comes is passed over, so that it is safe to repeat.',
      tags: ['Operators'],
      security: SECURITY,
      requestBody: {
        required: true,
        content: { 'application/json': { schema: requests.batchRequest } },
      },
      responses: {
        '202': {
          description: 'Written down; Location is where its progress is.',
          headers: z.object({ Location: z.string().meta({ example: '/ops/jobs/0199…' }) }),
          content: { 'application/json': { schema: answers.jobAnswer, example: examples.job } },
        },
        ...problemResponses('/ops/retry', '400', '401', '403', '413', '415', '500'),
      },
    },
  },
}

export const opsPaths: ZodOpenApiPathsObject = {
  ...read(
    '/ops/parked',
    {
      operationId: 'listParked',
      summary: 'Events that wait for an operator',
      answer: answers.pageAnswer('ParkedEvents', answers.parkedEvent),
      example: examples.parked,
    },
    { query: requests.pageQuery },
  ),
  ...read(
    '/ops/refused',
    {
      operationId: 'listRefused',
      summary: 'What the API refused in the last 90 days',
      answer: answers.pageAnswer('RefusedRequests', answers.refusedRequest),
      example: examples.refused,
    },
    { query: requests.refusedQuery },
  ),
  ...read('/ops/health', {
    operationId: 'operationsHealth',
    summary: 'How the loans are',
    answer: answers.healthAnswer,
    example: examples.health,
  }),
  ...read(
    '/ops/actions',
    {
      operationId: 'listActions',
      summary: 'The audit trail: what operators did, who and why',
      answer: answers.pageAnswer('OperatorActions', answers.actionView),
      example: examples.actions,
    },
    { query: requests.actionsQuery },
  ),
  ...read(
    '/ops/compensations',
    {
      operationId: 'listCompensations',
      summary: 'Undos in the LMS, owed and done',
      answer: answers.pageAnswer('Compensations', answers.compensationView),
      example: examples.compensations,
    },
    { query: requests.compensationsQuery },
  ),
  ...read(
    '/ops/loans/{loanId}',
    {
      operationId: 'loanStory',
      summary: 'All of a loan: what happened to it, and why',
      answer: storyAnswer,
      example: examples.story,
    },
    { path: z.object({ loanId: z.string().meta({ description: 'Percent-encoded.' }) }) },
  ),
  ...read(
    '/ops/jobs/{jobId}',
    {
      operationId: 'getJob',
      summary: 'The progress of a batch',
      answer: answers.jobAnswer,
      example: examples.job,
    },
    { path: z.object({ jobId: id('The job.') }) },
  ),
  ...decide('retry', requests.decisionRequest, {
    operationId: 'retryEvent',
    summary: 'Take a parked event again',
    answer: answers.decisionAnswer,
    example: examples.retried,
  }),
  ...decide('skip', requests.decisionRequest, {
    operationId: 'skipEvent',
    summary: 'Give a parked event up',
    description:
      'It becomes FAILED with the code SKIPPED, what the LMS recorded of it is undone, and the later events go on.',
    answer: answers.decisionAnswer,
    example: examples.skipped,
  }),
  ...decide('reverse', requests.reverseRequest, {
    operationId: 'reverseEvent',
    summary: 'Reverse a posted event',
    description:
      'Stages its reversal. With an Idempotency-Key it is safe to repeat: the same key is the same decision.',
    answer: answers.decisionAnswer,
    example: examples.reversing,
  }),
  ...batch,
}
