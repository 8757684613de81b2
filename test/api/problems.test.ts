import { problemType } from '../../src/api/errors/problem-responses'
import { PROBLEM_CODES, problemKind } from '../../src/api/problems/catalogue'
import { startV1 } from './v1/v1-under-test'
import type { V1UnderTest } from './v1/v1-under-test'

let door: V1UnderTest
beforeAll(async () => {
  door = await startV1()
})
afterAll(() => door.close())

it.each(PROBLEM_CODES)('%s has a page, which needs no token', async (code) => {
  const answer = await fetch(door.api.url + problemType(code))
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    'text/html; charset=utf-8',
  ])
  const page = await answer.text()
  expect(page).toContain(`<h1>${code}</h1>`)
  expect(page).toContain(`<p>${problemKind(code)?.status} `)
})

it('is where the type of a problem leads', async () => {
  const { body } = await door.get('/api/v1/lms/loans/nobody')
  expect(body).toMatchObject({ type: '/problems/loan-not-found', code: 'LOAN_NOT_FOUND' })
  expect((await fetch(door.api.url + (body.type as string))).status).toBe(200)
})

it.each(['no-such-problem', 'LOAN_NOT_FOUND', 'loan--not-found', '%3Cscript%3E'])(
  'there is none of %s',
  async (name) => {
    expect((await fetch(`${door.api.url}/problems/${name}`)).status).toBe(404)
  },
)
