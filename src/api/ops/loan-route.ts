import { loanStory } from '../../operations/loan-story'
import { reply } from '../routing/route'
import { firstNamed, idInPath } from '../wire/id-in-path'
import * as examples from './examples'
import { MAY_READ, opsRoute } from './ops-route'
import { storyWindow } from './requests'
import { besideStory } from './beside-story'
import { storyAnswer, toStoryAnswer } from './story-answer'

export const loanRoute = opsRoute({
  method: 'GET',
  path: '/loans/{loanId}',
  scopes: MAY_READ,
  params: { loanId: idInPath('LN-2026-0001') },
  missing: { code: 'LOAN_NOT_FOUND', message: 'There is no loan of this id.' },
  query: storyWindow,
  answers: {
    200: { description: 'As it stands.', schema: storyAnswer, example: examples.story },
  },
  docs: {
    tag: 'Operators',
    operationId: 'loanStory',
    summary: 'All of a loan: what happened to it, and why',
  },
  async handle(deps, { caller: { business }, params: { loanId }, query: { rows, before = null } }) {
    const story = await firstNamed(loanId, (id) =>
      loanStory(deps.database, business.id, id, { rows, before }),
    )
    const about = story && (await besideStory(deps, business, story.loanId))
    return about ? reply(200, toStoryAnswer(story, business, about)) : null
  },
})
