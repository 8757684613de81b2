import { eventually } from '../support/eventually'
import { LoanStack } from '../support/loan-stack'
import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest, Answer } from './api-under-test'
import { disbursement, earlySettlement, PUSH, repayment, revenueReport } from './requests'

const LOANS = 50
const CLIENTS = 20

let stack: LoanStack
let api: ApiUnderTest
beforeAll(async () => {
  stack = await LoanStack.start()
  await stack.startWorker()
  api = await startApiUnderTest({ on: stack })
})
afterAll(async () => {
  await api.close()
  await stack.close()
})

type Request = [path: string, body: Record<string, unknown>]

/** Ten events that differ from loan to loan: partial, late, over-paid, refused, settled. */
function eventsOf(loan: number): Request[] {
  const party = { loanId: `LN-${loan}`, customerId: `C-${loan % 7}` }
  const principal = (100000 + loan * 1000.01).toFixed(2)
  const months = ['2025-10', '2025-11', '2025-12', '2026-01']
  return [
    [
      PUSH.disbursement,
      disbursement({
        ...party,
        loanAmount: principal,
        adminFee: loan * 10,
        vatOnAdminFee: null,
        disbursementDate: '2025-10-03',
      }),
    ],
    ...months.flatMap((revenueMonth, place): Request[] => [
      [PUSH.revenueReport, revenueReport({ ...party, revenueMonth, revenueAmount: 1000 + loan })],
      [
        PUSH.repayment,
        repayment({
          ...party,
          repaymentPrincipal: 20000 + loan * place,
          repaymentInterest: place % 2 === 0 ? 700.55 : 1500 + loan,
          repaymentDate: `${revenueMonth}-2${place}`,
        }),
      ],
    ]),
    [
      PUSH.earlySettlement,
      earlySettlement({
        ...party,
        repaymentEarlySettlementPrincipal: loan % 5 === 0 ? 1 : principal,
        repaymentEarlySettlementInterest: 500,
      }),
    ],
  ]
}

/** The loans of a business with nothing in them that differs between two equal ones. */
async function settledLoans(key: string): Promise<Answer[]> {
  const loans = []
  for (let loan = 0; loan < LOANS; loan += 1) {
    loans.push(
      await eventually(`loan ${loan} takes its events`, async () => {
        const headers = { 'X-LMS-API-Key': key }
        const { body } = await api.get(`/lms-integration/loans/LN-${loan}`, headers)
        const events = (body.events ?? []) as { eventId: string; status: string }[]
        if (events.length < 10 || events.some(({ status }) => status === 'QUEUED')) return undefined
        return comparable(
          body,
          events.map(({ eventId }) => eventId),
        )
      }),
    )
  }
  return loans
}

function comparable(loan: Answer, eventIds: string[]): Answer {
  const text = JSON.stringify(loan, (key, value: unknown) =>
    key === 'receivedAt' || key === 'postedAt' ? typeof value : value,
  )
  return JSON.parse(
    eventIds.reduce((named, id, place) => named.replaceAll(id, `event ${place + 1}`), text),
  )
}

it('fifty loans from twenty clients at once, each event twice, are what they are one by one', async () => {
  const [alone, together] = [await api.business(), await api.business()]

  for (let loan = 0; loan < LOANS; loan += 1) {
    for (const [path, body] of eventsOf(loan)) {
      const answer = await api.post(path, body, { 'X-LMS-API-Key': alone.key })
      expect(answer.body).toMatchObject({ success: true, staging: { status: 'STAGED' } })
    }
  }

  const queue = Array.from({ length: LOANS }, (_, loan) => loan)
  const statuses: string[] = []
  const client = async () => {
    for (let loan = queue.shift(); loan !== undefined; loan = queue.shift()) {
      for (const [path, body] of eventsOf(loan)) {
        const headers = { 'X-LMS-API-Key': together.key }
        const twice = await Promise.all([
          api.post(path, body, headers),
          api.post(path, body, headers),
        ])
        statuses.push(...twice.map((sent) => sent.body.staging.status as string))
      }
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))

  const loans = await settledLoans(together.key)
  expect(loans).toEqual(await settledLoans(alone.key))
  expect(new Set(loans.map(({ status }) => status as string)).size).toBeGreaterThan(1)
  expect(statuses.filter((status) => status === 'STAGED').length).toBeGreaterThanOrEqual(LOANS * 10)
})
