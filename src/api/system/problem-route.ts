import { z } from 'zod'

import { problemKind } from '../problems/catalogue'
import { problemPage } from '../problems/page'
import { reply } from '../routing/route'
import { systemRoute } from './system-route'

/** What the `type` of a problem leads to. */
export const problemRoute = systemRoute({
  method: 'GET',
  path: '/problems/{problem}',
  params: { problem: z.string().regex(/^[a-z]+(-[a-z]+)*$/) },
  missing: { code: 'NOT_FOUND', message: 'There is no such problem.' },
  answers: { 200: { description: 'What it means.', type: 'html' } },
  cache: 'public, max-age=3600',
  docs: 'not an operation',
  handle(_deps, { params: { problem } }) {
    const code = problem.toUpperCase().replaceAll('-', '_')
    const kind = problemKind(code)
    return Promise.resolve(kind === undefined ? null : reply(200, problemPage(code, kind)))
  },
})
