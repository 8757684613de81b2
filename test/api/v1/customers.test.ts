import { disbursement, newLoanId, PUSH, repayment } from '../requests'
import { bare, invalid, refused, said, startV1 } from './v1-under-test'
import type { V1UnderTest } from './v1-under-test'

let v1: V1UnderTest
beforeAll(async () => {
  v1 = await startV1()
})
afterAll(() => v1.close())

const ADA = {
  ...{ officeId: 1, legalFormId: 1, firstname: 'Ada', lastname: 'Lovelace' },
  ...{ mobileNo: '255700000000', active: true, activationDate: '2026-03-01' },
}
const create = (more: object = {}, headers = {}) =>
  v1.post('/v1/customers', { ...ADA, ...more }, headers)

it('a customer is created, found and listed', async () => {
  const { status, body } = await create({ externalId: 'ext-001' })
  expect(status).toBe(200)
  expect(body).toEqual({
    id: expect.stringMatching(/^\d+$/),
    externalId: 'ext-001',
    ...{ legalFormId: 1, officeId: 1, displayName: 'Ada Lovelace', firstname: 'Ada' },
    ...{ lastname: 'Lovelace', fullname: null, mobileNo: '255700000000' },
    ...{ active: true, activationDate: '2026-03-01', createdAt: expect.any(String) },
  })
  expect((await v1.get(`/v1/customers/${body.id}`)).body).toEqual(body)
  const company = await v1.post('/v1/customers', { legalFormId: '2', fullname: 'Duka Ltd' })
  expect(company.body).toMatchObject({ displayName: 'Duka Ltd', active: false, firstname: null })
  expect(company.body.externalId).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/)
  const { body: list } = await v1.get('/v1/customers?page=1&rows=99')
  const ids = list.items.map(({ id }: { id: string }) => id)
  expect(ids).toEqual(expect.arrayContaining([body.id, company.body.id]))
  expect(ids).toEqual(ids.toSorted((one: string, other: string) => Number(one) - Number(other)))
  expect(list).toMatchObject({ total: ids.length, page: 1, rowsPerPage: 99 })
  expect(v1.api.log()).not.toMatch(/Ada|Duka/)
})

describe('pages', () => {
  it.each([
    ['page=0', 'page value too small, must be larger than 0'],
    ['rows=0', 'rows value too small, must be larger than 0'],
    ['rows=1000', 'rows value too large, must be less than 100'],
    ['rows=100', 'rows value too large, must be less than 100'],
    ['page=one', 'page must be a whole number'],
    ['page=1.5', 'page must be a whole number'],
    [
      'page=0&rows=1000',
      'page value too small, must be larger than 0; rows value too large, must be less than 100',
    ],
  ])('%s is refused', async (query, message) => {
    const answer = await v1.get(`/v1/customers?${query}`)
    expect(said(answer)).toEqual(bare(400, 'invalid_argument', message))
  })

  it('past the end are empty', async () => {
    await create()
    const { body } = await v1.get('/v1/customers?page=999&rows=10')
    expect(body).toEqual({ items: [], total: expect.any(Number), page: 999, rowsPerPage: 10 })
    expect(body.total).toBeGreaterThan(0)
    expect((await v1.get('/v1/customers?page=1&rows=1')).body.items).toHaveLength(1)
  })
})

describe('what is wrong with a customer', () => {
  it('is told all at once, in the order of the fields', async () => {
    const answer = await v1.post('/v1/customers', {
      active: true,
      mobileNo: 7,
      officeId: 0,
      externalId: ' x',
    })
    expect(said(answer)).toEqual(
      invalid(
        'officeId: The parameter `officeId` must be greater than 0.',
        'firstname: The parameter `firstname` is mandatory.',
        'lastname: The parameter `lastname` is mandatory.',
        'mobileNo: The parameter `mobileNo` must be a string.',
        'externalId: The parameter `externalId` must not begin or end with white space.',
        'activationDate: The parameter `activationDate` is mandatory.',
      ),
    )
  })

  it('is the contract’s text where names are missing', async () => {
    const names = [
      'firstname: The parameter `firstname` is mandatory.',
      'lastname: The parameter `lastname` is mandatory.',
    ]
    expect(said(await v1.post('/v1/customers', {}))).toEqual(invalid(...names))
    expect(said(await create({ firstname: null, lastname: ' ' }))).toEqual(invalid(...names))
    expect(said(await create({ legalFormId: 2 }))).toEqual(
      invalid('fullname: The parameter `fullname` is mandatory.'),
    )
  })

  it.each(['23-05-2026', '2026-02-30', '2026-2-3', 20260523, true])(
    'is told of a date that is none before everything else: %s',
    async (activationDate) => {
      const answer = await create({ activationDate, firstname: '' })
      const message = 'activationDate must be ISO yyyy-MM-dd'
      expect(said(answer)).toEqual(bare(400, 'invalid_argument', message))
    },
  )

  it.each([
    [{ activationDate: '1969-12-31' }, 'activationDate', 'must not be before 1970-01-01.'],
    [{ legalFormId: 3 }, 'legalFormId', 'must be one of [ 1, 2 ].'],
    [{ officeId: 1.5 }, 'officeId', 'must be a whole number.'],
    [{ officeId: 1e20 }, 'officeId', 'is too large.'],
    [{ officeId: 2147483648 }, 'officeId', 'must not be greater than 2147483647.'],
    [{ officeId: 'NaN' }, 'officeId', 'must be a number.'],
    [{ active: 'yes' }, 'active', 'must be true or false.'],
    [
      { firstname: 'a'.repeat(256) },
      'firstname',
      'must have at most 255 characters and no control characters.',
    ],
  ])('is told of %o', async (more, field, message) => {
    expect(said(await create(more))).toEqual(
      invalid(`${field}: The parameter \`${field}\` ${message}`),
    )
  })

  it.each([
    ['{"firstname":', 'malformed JSON'],
    ['', 'malformed JSON'],
    ['[]', 'the body must be a JSON object'],
    ['7', 'the body must be a JSON object'],
  ])('is told of the body %s', async (body, message) => {
    expect(said(await v1.post('/v1/customers', body))).toEqual(
      bare(400, 'invalid_argument', message),
    )
  })

  it('is told of a day after today, and of a taken externalId', async () => {
    expect(said(await create({ activationDate: '2026-03-16' }))).toEqual(
      refused(
        403,
        'permission_denied',
        'error.msg.clients.activationDate.in.the.future',
        'Activation date cannot be in the future.',
      ),
    )
    await create({ externalId: 'taken' })
    expect(said(await create({ externalId: 'taken', firstname: 'Other' }))).toEqual(
      refused(
        409,
        'already_exists',
        'error.msg.client.duplicate.externalId',
        'Client with externalId `taken` already exists',
      ),
    )
  })

  it.each(['999999', '0', 'x', '99999999999999999999'])('is that %s is none', async (id) => {
    const none = refused(
      404,
      'not_found',
      'error.msg.client.id.invalid',
      `Client with identifier ${id} does not exist`,
    )
    expect(said(await v1.get(`/v1/customers/${id}`))).toEqual(none)
    const activated = await v1.post(`/v1/customers/${id}/activate`, {
      activationDate: '2026-03-01',
    })
    expect(said(activated)).toEqual(none)
    expect(said(await v1.put(`/v1/customers/${id}`, {}))).toEqual(none)
  })
})

it('a customer waits to be activated, once', async () => {
  const { body } = await create({ active: false })
  expect(body).toMatchObject({ active: false, activationDate: null })
  const activate = (more: object = {}) =>
    v1.post(`/v1/customers/${body.id}/activate`, { activationDate: '2026-03-10', ...more })
  expect((await activate({ dryRun: true })).body).toMatchObject({ active: true })
  expect((await v1.get(`/v1/customers/${body.id}`)).body).toEqual(body)
  expect((await activate()).body).toEqual({ ...body, active: true, activationDate: '2026-03-10' })
  expect(said(await activate())).toEqual(
    refused(
      400,
      'invalid_argument',
      'error.msg.clients.already.active',
      'Cannot activate client. Client is already active.',
    ),
  )
})

it('what is said of a customer is put right, and the audit trail has who and why', async () => {
  const { body } = await create({ externalId: 'to-amend' })
  const path = `/v1/customers/${body.id}`
  const change = { lastname: 'King', reason: 'She has married' }
  const amended = { ...body, lastname: 'King', displayName: 'Ada King' }
  expect((await v1.put(path, { ...change, dryRun: true })).body).toEqual(amended)
  expect((await v1.get(path)).body).toEqual(body)
  expect((await v1.put(path, change)).body).toEqual(amended)
  expect((await v1.put(path, change)).body).toEqual(amended)
  const actions = await v1.api.database.prisma.operatorAction.findMany({
    where: { businessId: v1.api.businessId, customerId: 'to-amend' },
  })
  expect(actions).toMatchObject([{ action: 'RECTIFY', reason: 'She has married' }])
  expect(actions[0]?.actor).toMatch(/^key pair core banking/)
  const earlier = await v1.api.database.prisma.customerName.findMany({
    where: { businessId: v1.api.businessId, customerId: 'to-amend' },
  })
  expect(earlier).toMatchObject([{ name: 'Ada Lovelace' }])
})

it('a pushed customer is seen here, and put right where it is pushed from', async () => {
  const party = { loanId: newLoanId(), customerId: 'C-77', customerName: 'Asha M.' }
  await v1.api.post(PUSH.disbursement, disbursement(party))
  const { body } = await v1.get('/v1/customers?rows=99')
  const pushed = body.items.find(({ externalId }: { externalId: string }) => externalId === 'C-77')
  expect(pushed).toMatchObject({ displayName: 'Asha M.', active: true, activationDate: null })
  expect((await v1.put(`/v1/customers/${pushed.id}`, { firstname: 'A' })).body).toEqual({
    code: 'permission_denied',
    message: 'This customer is written by another door than this one.',
  })
  // A rehearsal makes numbers of its own beside those that it copies.
  const dry = { ...party, loanId: newLoanId(), dryRun: true }
  expect((await v1.api.post(PUSH.disbursement, disbursement(dry))).body.success).toBe(true)
})

describe('an Idempotency-Key', () => {
  const key = (name: string) => ({ 'Idempotency-Key': name })

  it('makes a write safe to repeat, for whoever was faster', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => create({}, key('k-1'))))
    const ids = new Set(answers.map(({ body }) => body.id))
    expect([answers.map(({ status }) => status), ids.size]).toEqual([[200, 200, 200], 1])
    const other = await create({ firstname: 'Other' }, key('k-1'))
    expect(said(other)).toEqual(
      bare(422, 'failed_precondition', 'This Idempotency-Key was used before, for something else.'),
    )
    const again = await v1.post(
      `/v1/customers/${[...ids][0]}/activate`,
      { activationDate: '2026-03-01' },
      key('k-1'),
    )
    expect(again.status).toBe(422)
  })

  it('is the business’s, whatever it was used for', async () => {
    await create({}, key('k-2'))
    const pushed = disbursement({ loanId: newLoanId() })
    const refusedPush = await v1.api.post(PUSH.disbursement, pushed, key('k-2'))
    expect(refusedPush.body.error.code).toBe('IDEMPOTENCY_KEY_REUSED')
    await v1.api.post(PUSH.disbursement, pushed, key('k-3'))
    expect((await create({}, key('k-3'))).status).toBe(422)
    expect((await v1.api.post(PUSH.repayment, repayment(), key('k-4'))).status).toBe(200)
  })

  it('is none where it cannot be one', async () => {
    const { status, body } = await create({}, key(' '.repeat(2)))
    expect([status, body.code]).toEqual([400, 'invalid_argument'])
  })
})

it('two that use one key at once for different things: one is done', async () => {
  const rounds = await Promise.all(
    [...Array(10).keys()].map(async (round) => {
      const key = { 'Idempotency-Key': `race-${round}` }
      const [made, pushed] = await Promise.all([
        create({}, key),
        v1.api.post(PUSH.disbursement, disbursement({ loanId: newLoanId() }), key),
      ])
      return [made.status === 200, pushed.body.success]
    }),
  )
  for (const [made, pushed] of rounds) expect(made).not.toBe(pushed)
})

it('a dry run of a new customer keeps nothing', async () => {
  const { status, body } = await create({ externalId: 'dry', dryRun: true })
  expect([status, body]).toMatchObject([200, { id: null, externalId: 'dry' }])
  expect((await create({ externalId: 'dry', dryRun: true })).status).toBe(200)
  expect((await create({ externalId: 'dry' })).status).toBe(200)
  expect((await create({ externalId: 'dry', dryRun: true })).status).toBe(409)
})

it('who may not is told so', async () => {
  const reader = await v1.tokenOf(v1.api.businessId, ['lms:read'])
  expect(said(await v1.post('/v1/customers', ADA, reader))).toEqual(
    bare(403, 'permission_denied', 'The token lacks the scope lms:write.'),
  )
  const nobody = await v1.post('/v1/customers', ADA, { Authorization: 'Bearer x' })
  expect(said(nobody)).toEqual(bare(401, 'unauthenticated', 'The token is not valid.'))
  const nowhere = await v1.get('/v1/nowhere')
  expect(said(nowhere)).toEqual(bare(404, 'not_found', 'There is nothing at this address.'))
})

it('the index of the documents names every operation', async () => {
  const { body } = await v1.get('/llms.txt')
  expect(body).toMatch(/^# Loansaga\n/)
  expect(body).toContain(
    '- [Create a customer](/docs#tag/customers/POST/v1/customers): `POST /v1/customers`',
  )
  expect(body).toContain('/openapi.json')
})
