import { startApiUnderTest } from './api-under-test'
import type { Answer, ApiUnderTest, Sent } from './api-under-test'
import { disbursement, newLoanId, repayment } from './requests'

describe('POST /lms-integration/batch', () => {
  let api: ApiUnderTest
  beforeAll(async () => {
    api = await startApiUnderTest()
  })
  afterAll(() => api.close())

  const batch = (events: unknown): Promise<Sent> => api.post('/lms-integration/batch', { events })
  const answersTo = async (events: unknown[]): Promise<Answer[]> => {
    const { status, body } = await batch(events)
    expect(status).toBe(200)
    expect(body.success).toBe(true)
    return body.answers as Answer[]
  }
  const codes = (answers: Answer[]) =>
    answers.map((answer) => (answer.success ? answer.staging.status : answer.error.code))

  it('stages the events of many loans in their order and answers each', async () => {
    const [one, other] = [newLoanId(), newLoanId()]
    const answers = await answersTo([
      { type: 'disbursement', ...disbursement({ loanId: one }) },
      { type: 'disbursement', ...disbursement({ loanId: other }) },
      { type: 'repayment', key: 'a', ...repayment({ loanId: one }) },
      { type: 'repayment', key: 'b', ...repayment({ loanId: one }) },
      { type: 'repayment', ...repayment({ loanId: other }) },
    ])
    expect(answers.map(({ loanId, staging }) => [loanId, staging.sequence])).toEqual([
      [one, 1],
      [other, 1],
      [one, 2],
      [one, 3],
      [other, 2],
    ])
    const found = await api.get(`/lms-integration/events/${answers[3].eventId}`)
    expect(found.body).toMatchObject({ loanId: one, type: 'REPAYMENT', sequence: 3 })
  })

  it('answers a repeat with the event that is there, whether alone or in a batch', async () => {
    const loanId = newLoanId()
    const events = [
      { type: 'disbursement', key: `${loanId}-1`, ...disbursement({ loanId }) },
      { type: 'repayment', key: `${loanId}-2`, ...repayment({ loanId }) },
    ]
    const first = await answersTo(events)
    const again = await answersTo(events)
    expect(codes(again)).toEqual(['DUPLICATE', 'DUPLICATE'])
    expect(again.map(({ eventId }) => eventId)).toEqual(first.map(({ eventId }) => eventId))
    const { body } = await api.post('/lms-integration/repayment', repayment({ loanId }), {
      'Idempotency-Key': `${loanId}-2`,
    })
    expect(body).toMatchObject({ eventId: first[1].eventId, staging: { status: 'DUPLICATE' } })
  })

  it('refuses an event alone, says why, and keeps the refusal', async () => {
    const loanId = newLoanId()
    const answers = await answersTo([
      { type: 'repayment', ...repayment({ loanId }) },
      { type: 'disbursement', ...disbursement({ loanId }), loanAmount: 0, key: '' },
      { type: 'disbursement', ...disbursement({ loanId }) },
      { type: 'disbursement', ...disbursement({ loanId }), loanAmount: 2000000 },
      { type: 'repayment', ...repayment({ loanId }), dryRun: true },
      { type: 'Repayment', ...repayment({ loanId }) },
      7,
      null,
      { type: 'repayment', ...repayment({ loanId }) },
    ])
    expect(codes(answers)).toEqual([
      'ORDER_VIOLATION',
      'VALIDATION_FAILED',
      'STAGED',
      'ALREADY_DISBURSED',
      'VALIDATION_FAILED',
      'VALIDATION_FAILED',
      'VALIDATION_FAILED',
      'VALIDATION_FAILED',
      'STAGED',
    ])
    const fields = (answer: Answer) =>
      answer.error.fields.map(({ field }: { field: string }) => field)
    expect(fields(answers[1])).toEqual(['loanAmount', 'key'])
    expect(fields(answers[4])).toEqual(['dryRun'])
    expect(fields(answers[5])).toEqual(['type'])
    const kept = await api.database.prisma.refusedRequest.findMany({ where: { loanId } })
    expect(kept.map(({ kind, code }) => `${kind} ${code}`).sort()).toEqual([
      'DISBURSEMENT ALREADY_DISBURSED',
      'DISBURSEMENT VALIDATION_FAILED',
      'REPAYMENT ORDER_VIOLATION',
      'REPAYMENT VALIDATION_FAILED',
    ])
  })

  it('keeps what it refuses by one statement', async () => {
    const loanId = newLoanId()
    const statements = () => api.database.statementCounts()['keep_refused'] ?? 0
    const before = statements()
    const wrong = { type: 'disbursement', ...disbursement({ loanId, loanAmount: -1 }) }
    const early = { type: 'repayment', ...repayment({ loanId }) }
    const answers = await answersTo([
      ...Array<unknown>(250).fill(wrong),
      ...Array<unknown>(250).fill(early),
    ])
    expect(new Set(codes(answers))).toEqual(new Set(['VALIDATION_FAILED', 'ORDER_VIOLATION']))
    expect(statements() - before).toBe(1)
    expect(await api.database.prisma.refusedRequest.count({ where: { loanId } })).toBe(500)
  })

  it('reads an amount by its own text', async () => {
    const loanId = newLoanId()
    const event = JSON.stringify({ type: 'disbursement', ...disbursement({ loanId }) })
    const text = event.replace('"loanAmount":1000000', '"loanAmount":100.000000000000000001')
    const { body } = await api.post('/lms-integration/batch', `{"events":[${text}]}`)
    expect(body.answers[0].error.fields[0].field).toBe('loanAmount')
  })

  it.each([
    [{}],
    [{ events: [] }],
    [{ events: {} }],
    [{ events: Array(501).fill({}) }],
    [[]],
    ['7'],
  ])('refuses what is no batch', async (body) => {
    const { status, body: answer } = await api.post('/lms-integration/batch', body)
    expect(status).toBe(200)
    expect(answer).toMatchObject({
      success: false,
      error: { code: 'VALIDATION_FAILED', fields: [{ field: 'events' }] },
      push: { status: 'NOT_PUSHED' },
    })
  })

  it('asks for the key as every push does', async () => {
    const { status } = await api.post('/lms-integration/batch', {}, { 'X-LMS-API-Key': 'wrong' })
    expect(status).toBe(401)
  })
})
