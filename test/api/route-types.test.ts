import { z } from 'zod'

import { bodyOf } from '../../src/api/routing/request-body'
import { reply, routesOf } from '../../src/api/routing/route'
import type { Scoped } from '../../src/api/routing/route'

interface Deps {
  name: string
}

const route = routesOf<Deps, { id: number }, Scoped>()
const answers = { 200: { description: 'It.', schema: z.object({ said: z.string() }) } }
const docs = { tag: 'Test', operationId: 'test', summary: 'A test' }
const missing = { code: 'NOT_FOUND', message: 'There is none.' }
const scopes = ['lms:read'] as const

it('gives a handler what its schemas make of a request', async () => {
  const made = route({
    method: 'POST',
    path: '/things/{thing}',
    scopes,
    params: { thing: z.string() },
    missing,
    query: z.object({ page: z.coerce.number() }),
    body: bodyOf(z.object({ word: z.string() })),
    answers,
    docs,
    handle({ name }, { caller, params, query, body }) {
      const page: number = query.page
      return Promise.resolve(
        reply(200, { said: [name, caller.id, params.thing, page, body.word].join(' ') }),
      )
    },
  })
  const asked = { caller: { id: 1 }, params: { thing: 'a' }, query: { page: 2 } }
  const http = null as never
  await expect(
    made.handle({ name: 'n' }, { ...asked, body: { word: 'w' }, http }),
  ).resolves.toMatchObject({ status: 200, body: { said: 'n 1 a 2 w' } })
})

const text = z.string()
const said = () => Promise.resolve(reply(200, { said: '' }))
const row = { method: 'GET', path: '/a', scopes, answers, docs, handle: said } as const
const named = { ...row, path: '/a/{b}' } as const

it('takes no row that leaves out what its door and its path need', () => {
  const rows = [
    route(row),
    route({ ...named, missing, params: { b: text } }),
    // @ts-expect-error no scopes here
    route({ ...row, scopes: undefined }),
    // @ts-expect-error no parameters
    route(named),
    // @ts-expect-error nothing to say where there is none
    route({ ...named, params: { b: text } }),
    // @ts-expect-error a parameter of another name
    route({ ...named, missing, params: { c: text } }),
    // @ts-expect-error no documentation
    route({ ...row, docs: undefined }),
    // @ts-expect-error an answer that is not what its schema says
    route({ ...row, handle: () => Promise.resolve(reply(200, { said: 1 })) }),
    // @ts-expect-error a status that stands in no table
    route({ ...row, handle: () => Promise.resolve(reply(201, { said: '' })) }),
  ]
  expect(rows).toHaveLength(9)
})
