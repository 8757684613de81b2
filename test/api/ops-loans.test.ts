import { createKeyPair } from '../../src/identity/key-pairs'
import { embeddedPass } from '../../src/steps/at-once'
import { startApiUnderTest } from './api-under-test'
import type { Answer, ApiUnderTest } from './api-under-test'
import { disbursement, PUSH, repayment, revenueReport } from './requests'

let api: ApiUnderTest
let bearer: { Authorization: string }

/** The loans of this file: their borrowers, and what is lent. */
const LENT = [
  ['LN-A', 'C-1', 'Asha Mwakyusa', 300_000],
  ['LN-B', 'C-2', 'Juma Kassim', 100_000],
  ['LN-C', 'C-3', '=cmd, "Neema"', 200_000],
] as const

beforeAll(async () => {
  api = await startApiUnderTest()
  for (const [loanId, customerId, customerName, loanAmount] of LENT) {
    const lent = { loanId, customerId, customerName, loanAmount, adminFee: 0 }
    await push(loanId, PUSH.disbursement, disbursement({ ...lent, disbursementDate: '2026-01-10' }))
  }
  await push(
    'LN-A',
    PUSH.revenueReport,
    revenueReport({
      loanId: 'LN-A',
      customerId: 'C-1',
      revenueMonth: '2026-01',
      revenueAmount: 5_000,
    }),
  )
  const paid = {
    loanId: 'LN-A',
    customerId: 'C-1',
    repaymentPrincipal: 100_000,
    repaymentInterest: 0,
    feeAmount: 0,
  }
  await push('LN-A', PUSH.repayment, repayment({ ...paid, repaymentDate: '2026-02-10' }))
  // Nobody has taken this one yet.
  await api.post(PUSH.disbursement, disbursement({ loanId: 'LN-D', customerId: 'C-1' }))
  const pair = await createKeyPair(api.database, api.businessId, 'test', ['lms:read'])
  const { body } = await api.post('/api/generate-token', pair)
  bearer = { Authorization: `Bearer ${body.token}` }
})
afterAll(() => api.close())

async function push(loanId: string, path: string, body: object): Promise<void> {
  const { body: answer } = await api.post(path, body)
  expect(answer).toMatchObject({ success: true })
  await embeddedPass(api.database)({ businessId: api.businessId, loanId })
}

const get = async (path: string): Promise<Answer> => {
  const { status, body } = await api.get(path, bearer)
  expect([status, body.fields]).toEqual([200, undefined])
  return body
}
const idsOf = ({ items }: Answer) => items.map(({ loanId }: Answer) => loanId)

describe('GET /ops/loans', () => {
  it('tells what each loan owes, how it is, and what all come to', async () => {
    const { items, totals, next } = await get('/ops/loans')
    expect(items[3]).toEqual({
      ...{ loanId: 'LN-A', number: expect.stringMatching(/^\d+$/), door: 'push', product: null },
      ...{ customerId: 'C-1', customerName: 'Asha Mwakyusa', status: 'Active', health: 'OK' },
      ...{ disbursedOn: '2026-01-10', principal: 300_000, principalOutstanding: 200_000 },
      ...{
        interestOutstanding: 5_000,
        feesOutstanding: 0,
        penaltiesOutstanding: 0,
        creditBalance: 0,
      },
      // The interest of January fell due on its last day; today is the 15th of March.
      ...{ daysOverdue: 43, events: 3, lastEventAt: expect.stringMatching(/Z$/) },
    })
    expect(items[0]).toMatchObject({ loanId: 'LN-D', status: 'Approved', disbursedOn: null })
    expect(totals).toMatchObject({ loans: 4, principal: 600_000, principalOutstanding: 500_000 })
    expect(next).toBeNull()
  })

  it.each([
    ['?q=asha', ['LN-A']],
    ['?q=ln-b', ['LN-B']],
    ['?q=%25', []],
    ['?status=Active,Overpaid&sort=number', ['LN-A', 'LN-B', 'LN-C']],
    ['?status=Approved', ['LN-D']],
    ['?health=PARKED', []],
    ['?product=(pushed)&sort=principalOutstanding&status=Active', ['LN-B', 'LN-A', 'LN-C']],
    ['?door=lms', []],
    ['?overdueFrom=43', ['LN-A']],
    ['?overdueFrom=44', []],
    [
      '?disbursedFrom=2026-01-10&disbursedTo=2026-01-10&sort=-customerName',
      ['LN-B', 'LN-A', 'LN-C'],
    ],
    ['?disbursedFrom=2026-01-11', []],
  ])('finds by %s', async (query, ids) => {
    const found = await get(`/ops/loans${query}`)
    expect(idsOf(found)).toEqual(ids)
    expect(found.totals.loans).toBe(ids.length)
  })

  it.each([
    'number',
    '-number',
    'loanId',
    '-customerName',
    'disbursedOn',
    '-disbursedOn',
    'principal',
    'creditBalance',
    '-events',
  ])('goes through all by key, each once: by %s', async (sort) => {
    const whole = await get(`/ops/loans?sort=${sort}`)
    const pages: string[] = []
    let after = ''
    for (let page = 0; page < 4; page += 1) {
      const part = await get(`/ops/loans?sort=${sort}&rows=1${after}`)
      pages.push(...idsOf(part))
      after = `&after=${part.next}`
      expect(part.next === null).toBe(page === 3)
    }
    expect(pages).toEqual(idsOf(whole))
  })

  it('is a CSV of all of them, whatever a page has', async () => {
    const { headers, body } = await api.get('/ops/loans?format=csv&rows=1&sort=loanId', bearer)
    expect(headers.get('content-type')).toContain('text/csv')
    const lines = body.split('\r\n')
    expect(lines[0]).toMatch(/^loanId,number,customerId,customerName,/)
    expect(lines).toHaveLength(6)
    expect(lines[3]).toContain(`,"'=cmd, ""Neema""",`)
    expect(lines[1]).toContain(',300000,200000,5000,')
  })

  it.each(['?after=nonsense', '?sort=payload', '?rows=201', '?status=a&status=b'])(
    'refuses %s',
    async (query) => {
      const { status, body } = await api.get(`/ops/loans${query}`, bearer)
      expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED'])
    },
  )
})

describe('GET /ops/loans/{loanId}', () => {
  it('has the borrower, the invoices and the place in Temporal beside the story', async () => {
    const story = await get('/ops/loans/LN-A')
    expect(story).toMatchObject({
      ...{ customerName: 'Asha Mwakyusa', door: 'push', product: null, health: 'OK' },
      ...{ disbursedOn: '2026-01-10', principal: 300_000, daysOverdue: 43, before: null },
      invoices: [
        { type: 'DISBURSEMENT', amount: 300_000, open: 200_000 },
        { type: 'INTEREST', open: 5_000 },
      ],
      ...{ schedule: [], charges: [], temporalUrl: null },
    })
  })

  it('tells events by windows, with what they caused', async () => {
    const newest = await get('/ops/loans/LN-A?rows=1')
    expect(newest.events.map(({ sequence }: Answer) => sequence)).toEqual([3])
    expect(newest.journalEntries.map(({ id }: Answer) => id)).toEqual(['LN-A-J3'])
    expect([newest.transactions.length, newest.before]).toEqual([1, 3])
    const older = await get('/ops/loans/LN-A?rows=5&before=3')
    expect(older.events.map(({ sequence }: Answer) => sequence)).toEqual([1, 2])
    expect(older.before).toBeNull()
  })

  it('has its balances by day', async () => {
    const { points } = await get('/ops/loans/LN-A/balances')
    expect(points.map(({ eventId: _, ...point }: Answer) => point)).toEqual([
      { date: '2026-01-10', principal: 300_000, interest: 0, fees: 0, credit: 0 },
      { date: '2026-01-31', principal: 300_000, interest: 5_000, fees: 0, credit: 0 },
      { date: '2026-02-10', principal: 200_000, interest: 5_000, fees: 0, credit: 0 },
    ])
  })
})

it('GET /ops/customers/{customerId} has their loans', async () => {
  expect(idsOf({ items: (await get('/ops/customers/C-1')).loans })).toEqual(['LN-A'])
})

it('GET /ops/pulse tells what waits, and how far a loan has come', async () => {
  expect(await get('/ops/pulse?loan=LN-A')).toMatchObject({
    ...{ parked: 0, refused24h: 0, compensationsOwed: 0, jobsRunning: 0 },
    loan: { last: 3, lms: 3, ledger: 3, parked: false },
  })
  expect((await get('/ops/pulse')).loan).toBeNull()
})

describe('GET /ops/search', () => {
  const groupsOf = async (q: string) => {
    const { groups } = await get(`/ops/search?q=${encodeURIComponent(q)}`)
    return groups.map(({ type, items }: Answer) => [type, items.map(({ id }: Answer) => id)])
  }

  it.each([
    ['asha', [['customer', ['C-1']]]],
    ['ln-a', [['loan', ['LN-A']]]],
    ['LN-A-J3', [['entry', ['LN-A-J3']]]],
    ['LN-A-2', [['invoice', ['LN-A-2']]]],
    ['1101', [['account', ['1101']]]],
    ['%', []],
    [' ', []],
  ])('finds by %s', async (q, groups) => {
    expect(await groupsOf(q)).toEqual(groups)
  })

  it('finds an event by its id', async () => {
    const [event] = (await get('/ops/loans/LN-A')).events
    expect(await groupsOf(event.eventId)).toEqual([['event', [event.eventId]]])
  })
})

it('GET /ops/accounts tells what stands on each account, which sums to nothing', async () => {
  const { items } = await get('/ops/accounts')
  expect(items.find(({ account }: Answer) => account === '1101')).toMatchObject({
    ...{ type: 'ASSET', balance: 500_000 },
  })
  expect(items.reduce((sum: number, { balance }: Answer) => sum + Number(balance), 0)).toBe(0)
})
