import { createKeyPair } from '../../src/identity/key-pairs'
import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest } from './api-under-test'
import { disbursement, newLoanId, PUSH, repayment } from './requests'

let api: ApiUnderTest
let token: string
beforeAll(async () => {
  api = await startApiUnderTest()
  const pair = await createKeyPair(api.database, api.businessId, 'desk', ['lms:operate'])
  const { body } = await api.post('/api/generate-token', pair)
  token = `Bearer ${body.token as string}`
})
afterAll(() => api.close())

const get = (id: string) => api.get(`/ops/customers/${id}`, { Authorization: token })

async function put(id: string, body: object) {
  const answer = await fetch(`${api.url}/ops/customers/${id}`, {
    method: 'PUT',
    headers: { Authorization: token, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: JSON.parse(await answer.text()) as Record<string, unknown> }
}

it('an operator puts a name right, with a reason, and the audit trail has it', async () => {
  const party = { loanId: newLoanId(), customerId: 'C-é', customerName: 'Asha M.' }
  await api.post(PUSH.disbursement, disbursement(party))
  const renamed = await api.post(PUSH.repayment, repayment({ ...party, customerName: 'Asha J.' }))
  expect(renamed.body.warnings).toEqual([expect.stringContaining('CUSTOMER_RENAMED')])

  const decomposed = encodeURIComponent('C-e\u0301')
  const { body } = await put(decomposed, { name: 'Asha Juma', reason: 'As her passport has it' })
  expect(body).toMatchObject({
    customerId: 'C-é',
    name: 'Asha Juma',
    earlierNames: [{ name: 'Asha J.' }, { name: 'Asha M.' }],
  })
  expect((await get(decomposed)).body).toEqual({ ...body, loans: [] })
  const trail = await api.get('/ops/actions', { Authorization: token })
  expect(trail.body.items).toMatchObject([
    { action: 'RECTIFY', customerId: 'C-é', eventId: null, reason: 'As her passport has it' },
  ])
  expect(JSON.stringify(trail.body.items)).not.toContain('Asha')
  expect(api.log()).not.toContain('Asha')
})

it('is refused without a name, without a reason, and for nobody', async () => {
  const party = { loanId: newLoanId(), customerId: 'C-7' }
  await api.post(PUSH.disbursement, disbursement(party))
  const invalid = await put('C-7', { name: ' ' })
  expect(invalid).toMatchObject({
    status: 400,
    body: { code: 'VALIDATION_FAILED', fields: [{ field: 'name' }, { field: 'reason' }] },
  })
  expect((await put('C-none', { name: 'A', reason: 'b' })).status).toBe(404)
  expect((await get('C-none')).status).toBe(404)
})

it('a dry run tells of another name and changes none', async () => {
  const party = { loanId: newLoanId(), customerId: 'C-dry', customerName: 'Neema' }
  await api.post(PUSH.disbursement, disbursement(party))
  const asked = repayment({ ...party, customerName: 'Neema Kimaro', dryRun: true })
  const { body } = await api.post(PUSH.repayment, asked)
  expect(body).toMatchObject({ staging: { status: 'DRY_RUN' } })
  expect(body.warnings).toEqual([expect.stringContaining('CUSTOMER_RENAMED')])
  expect((await get('C-dry')).body).toMatchObject({ name: 'Neema', earlierNames: [] })
})
