import { defaultPayloadConverter } from '@temporalio/common'

import { LoanStack } from '../support/loan-stack'

interface Handler {
  name: string
  description: string
}

interface Metadata {
  definition: Record<'signalDefinitions' | 'queryDefinitions' | 'updateDefinitions', Handler[]>
  currentDetails: string
}

describe('What an operator sees of a loan', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start()
    await stack.startWorker()
  })
  afterAll(() => stack.close())

  it('is where it stands, and its last events', async () => {
    const loan = stack.loan()
    await loan.submit(loan.disbursement(), 10_000)
    await loan.submit(loan.revenue({ amount: '5000' }), 10_000)
    await loan.submit(loan.repayment({ interest: '5000', date: '2025-01-02' }), 10_000)
    await loan.idleHistory()

    expect(await loan.state()).toMatchObject({
      loan: loan.ref,
      health: 'OK',
      tookThrough: 3,
      standing: {
        status: 'Active',
        product: '(pushed)',
        currency: 'TZS',
        principal: '25000.00',
        interest: '50.00',
        credit: '0.00',
      },
      waitsFor: 'the next event',
    })
    expect(await loan.timeline()).toMatchObject([
      { seq: 1, kind: 'DISBURSEMENT', date: '2025-01-15', status: 'POSTED' },
      { seq: 2, kind: 'REVENUE_REPORT', date: '2025-01-31', status: 'POSTED' },
      { seq: 3, kind: 'REPAYMENT', status: 'FAILED', code: 'DATE_BEFORE_DISBURSEMENT' },
    ])
    expect(await loan.seen()).toEqual({
      status: 'Active',
      health: 'OK',
      details: [
        '**Active** · principal 25,000.00 · interest 50.00 · credit 0.00 TZS',
        '',
        'Waits for the next event.',
        '',
        '- no. 1 · DISBURSEMENT · 2025-01-15 · 25,000.00 · POSTED',
        '- no. 2 · REVENUE_REPORT · 2025-01-31 · 50.00 · POSTED',
        '- no. 3 · REPAYMENT · 2025-01-02 · 50.00 · FAILED DATE_BEFORE_DISBURSEMENT',
      ].join('\n'),
    })
  })

  it('describes every signal, update and query', async () => {
    const loan = stack.loan()
    await loan.submit(loan.disbursement(), 10_000)
    const { definition } = await loan.handle.query<Metadata>('__temporal_workflow_metadata')
    const described = (handlers: Handler[]) =>
      handlers.filter(({ description }) => description !== '').map(({ name }) => name)

    expect(described(definition.signalDefinitions)).toEqual(
      expect.arrayContaining([
        'disbursement',
        'revenueReport',
        'repayment',
        'earlySettlement',
        'reversal',
        'command',
        'due',
        'retryEvent',
        'skipEvent',
        'reverseEvent',
      ]),
    )
    expect(described(definition.updateDefinitions)).toEqual(
      expect.arrayContaining(['process', 'retryEvent', 'skipEvent', 'reverseEvent']),
    )
    expect(described(definition.queryDefinitions)).toEqual(
      expect.arrayContaining(['state', 'timeline']),
    )
  })

  it('has a summary on every activity, and no personal data anywhere', async () => {
    const loan = stack.loan()
    const secretName = 'Rehema Mwakyusa'
    await loan.submit(loan.disbursement({}, { customerName: secretName }), 10_000)
    await loan.submit(loan.repayment({ principal: '100' }), 10_000)
    const history = await loan.idleHistory()
    const summaries = history.flatMap(({ markerRecordedEventAttributes, userMetadata }) =>
      markerRecordedEventAttributes && userMetadata?.summary
        ? [defaultPayloadConverter.fromPayload<string>(userMetadata.summary)]
        : [],
    )

    expect(summaries).toEqual([
      'LMS and Accounting: take and post what waits from no. 1',
      'LMS and Accounting: take and post what waits from no. 2',
    ])
    const payloads = JSON.stringify(history).matchAll(/"data":"([^"]+)"/g)
    const text = [...payloads].map(([, data = '']) => Buffer.from(data, 'base64').toString()).join()
    expect(text).toContain('"kind":"DISBURSEMENT"')
    expect(text).not.toContain('Rehema')
  })
})
