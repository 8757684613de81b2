import { startApiUnderTest } from './api-under-test'
import type { Answer, ApiUnderTest } from './api-under-test'
import { disbursement, newLoanId, repayment } from './requests'

describe('POST /lms-integration/lookup', () => {
  let api: ApiUnderTest
  beforeAll(async () => {
    api = await startApiUnderTest()
  })
  afterAll(() => api.close())

  const lookUp = (events: unknown) => api.post('/lms-integration/lookup', { events })

  it('answers events by id and by key in the order they are asked for', async () => {
    const loanId = newLoanId()
    const { body } = await api.post('/lms-integration/batch', {
      events: [
        { type: 'disbursement', ...disbursement({ loanId }) },
        { type: 'repayment', key: `${loanId}-pay`, ...repayment({ loanId }) },
      ],
    })
    const [disbursed, paid] = (body.answers as Answer[]).map(({ eventId }) => eventId as string)
    const { status, body: found } = await lookUp([
      { key: `${loanId}-pay` },
      { key: `${loanId}-none` },
      { eventId: disbursed!.toUpperCase() },
      { eventId: '00000000-0000-0000-0000-000000000000' },
    ])
    expect(status).toBe(200)
    expect(found.answers.map((one: Answer) => one?.eventId ?? null)).toEqual([
      ...[paid, null],
      ...[disbursed, null],
    ])
    const alone = await api.get(`/lms-integration/events/${paid}`)
    expect(alone.body).toMatchObject(found.answers[0])
    expect(found.answers[0]).not.toHaveProperty('payload')
  })

  it('finds nothing of another business', async () => {
    const loanId = newLoanId()
    await api.post('/lms-integration/disbursement', disbursement({ loanId }), {
      'Idempotency-Key': loanId,
    })
    const other = await api.business()
    const headers = { 'X-LMS-API-Key': other.key }
    const body = { events: [{ key: loanId }] }
    const answer = await api.post('/lms-integration/lookup', body, headers)
    expect(answer.body).toEqual({ success: true, answers: [null] })
    expect((await lookUp([{ key: loanId }])).body.answers).toHaveLength(1)
  })

  it.each([
    ['nothing', undefined],
    ['an empty list', []],
    ['too many', Array(501).fill({ key: 'a' })],
    ['what is no id', [{ eventId: 'LN-1' }]],
    ['no name', [{}]],
    ['a name that is no text', [{ key: 1 }]],
  ])('refuses %s', async (_what, events) => {
    const { status, body } = await lookUp(events)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      success: false,
      error: { code: 'VALIDATION_FAILED', fields: [{ field: 'events' }] },
    })
  })
})
