import { loanStory } from '../../operations/loan-story'
import { reply } from '../routing/route'
import { loanIdInPath } from '../wire/loan-id'
import * as examples from './examples'
import { MAY_READ, opsRoute } from './ops-route'
import { noQuery } from './requests'
import { storyAnswer, toStoryAnswer } from './story-answer'

export const loanRoute = opsRoute({
  method: 'GET',
  path: '/loans/{loanId}',
  scopes: MAY_READ,
  params: { loanId: loanIdInPath },
  missing: { code: 'LOAN_NOT_FOUND', message: 'There is no loan of this id.' },
  query: noQuery,
  answers: {
    200: { description: 'As it stands.', schema: storyAnswer, example: examples.story },
  },
  docs: {
    tag: 'Operators',
    operationId: 'loanStory',
    summary: 'All of a loan: what happened to it, and why',
  },
  async handle({ database }, { caller: { business }, params: { loanId } }) {
    const story = await loanStory(database, business.id, loanId)
    return story && reply(200, toStoryAnswer(story, business))
  },
})
