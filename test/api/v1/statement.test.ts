import { uniqueName } from '../../support/harness'
import { readPdf } from '../../support/read-pdf'
import { disbursement, PUSH, repayment, revenueReport } from '../requests'
import type { Sent } from '../api-under-test'
import { invalid, refused, said } from './v1-under-test'
import { LoansUnderTest } from './loans-under-test'

let loans: LoansUnderTest
beforeAll(async () => {
  loans = await LoansUnderTest.start()
})
afterAll(() => loans.close())

const quoteOf = (id: string, query = '') => loans.v1.get(`/v1/loans/${id}/settlement-quote${query}`)
const statementOf = (id: string, query = '') => loans.v1.get(`/v1/loans/${id}/statement${query}`)

function referenceOf({ rows }: Sent['body'], nth: number): string {
  return (rows as { reference: string }[])[nth]?.reference ?? ''
}

async function fileOf(id: string, format: string) {
  const { api } = loans.v1
  const answer = await fetch(`${api.url}/v1/loans/${id}/statement?format=${format}`, {
    headers: await loans.v1.tokenOf(api.businessId),
  })
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { type: answer.headers.get('content-type'), bytes, text: bytes.toString('utf8') }
}

describe('a settlement quote', () => {
  it('is what closes the loan', async () => {
    const loan = await loans.active()
    await loan.repay(5000)
    const { status, body } = await quoteOf(loan.id, '?date=2026-03-16')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      ...{ date: '2026-03-16', principal: 6100, interestAccrued: 0, interestNotYetAccrued: 0 },
      ...{ fees: 0, penalties: 0, credit: 0, payInFull: 6100, settleWithRebate: null },
      validThrough: '2026-03-17',
    })
    await loan.repay(body.payInFull as number, { transactionDate: '2026-03-15' })
    expect(await loan.now()).toMatchObject({ status: 'Closed (obligations met)' })
    expect((await quoteOf(loan.id)).body).toMatchObject({ payInFull: 0, date: '2026-03-15' })
  })

  it('says which interest has not accrued', async () => {
    const loan = await loans.active()
    expect((await quoteOf(loan.id)).body).toMatchObject({
      ...{ principal: 10000, interestAccrued: 785.71, interestNotYetAccrued: 314.29 },
      payInFull: 11100,
    })
  })

  it('is given from today through maturity, of loans that are paid out', async () => {
    const loan = await loans.active()
    for (const date of ['2026-03-14', '2026-03-18']) {
      expect(said(await quoteOf(loan.id, `?date=${date}`))).toEqual(
        invalid('date: The parameter `date` must be from 2026-03-15 to 2026-03-17.'),
      )
    }
    expect(said(await quoteOf(loan.id, '?date=2026-02-30')).status).toBe(400)
    const { id } = await loans.approved()
    expect(said(await quoteOf(id))).toEqual(
      refused(
        400,
        'invalid_argument',
        'error.msg.loan.must.be.active.fully.paid.or.overpaid',
        'Loan must be Active, Fully Paid or Overpaid',
      ),
    )
    expect((await quoteOf('999999')).status).toBe(404)
  })
})

describe('a statement of account', () => {
  it('shows what made the debt, and what was taken back on its own day', async () => {
    const loan = await loans.active()
    const { body: paid } = await loan.repay(5000)
    await loan.must(`repayments/${paid.id}/reverse`)
    const { body } = await statementOf(loan.id)
    expect(body).toMatchObject({
      ...{ loanId: loan.id, openingBalance: 0, closingBalance: 10000, toDate: '2026-03-15' },
      ...{ dueNow: 0, notYetDue: 10000, credit: 0 },
    })
    expect(body.rows).toMatchObject([
      { date: '2026-03-10', type: 'disbursement', debit: 10000, credit: 0, balance: 10000 },
      { date: '2026-03-12', type: 'payment', reference: paid.id, debit: 0, credit: 5000 },
      { date: '2026-03-15', type: 'reversal', debit: 5000, credit: 0, balance: 10000 },
    ])
    const { body: later } = await statementOf(loan.id, '?fromDate=2026-03-11&toDate=2026-03-17')
    expect(later).toMatchObject({
      ...{ openingBalance: 10000, closingBalance: 11100, dueNow: 11100, notYetDue: 0 },
    })
    expect(said(await statementOf(loan.id, '?fromDate=2026-03-11&toDate=2026-03-10'))).toEqual(
      invalid('toDate: The parameter `toDate` must not be before fromDate.'),
    )
  })

  it('is a file to hand out, in three forms that say the same', async () => {
    const loan = await loans.active()
    await loan.repay(5000)
    const { body } = await statementOf(loan.id)
    const csv = await fileOf(loan.id, 'csv')
    expect(csv.type).toBe('text/csv; charset=utf-8; header=present')
    expect(csv.text.split('\r\n')).toEqual([
      'date,description,reference,debitMinor,creditMinor,balanceMinor',
      '2026-03-10,Opening balance,,,,0',
      `2026-03-10,Disbursement,${referenceOf(body, 0)},1000000,,1000000`,
      '2026-03-12,"Interest of installment 1, before it is due",,110000,,1110000',
      `2026-03-12,Repayment,${referenceOf(body, 2)},,500000,610000`,
      'TOTAL,,,1110000,500000,610000',
      '',
    ])
    const pdf = await fileOf(loan.id, 'pdf')
    expect(pdf.type).toBe('application/pdf')
    const texts = readPdf(pdf.bytes, process.env['PICTURE']).flat(2)
    for (const text of ['Statement of account', '10,000.00', '6,100.00', 'Ada Lovelace']) {
      expect(texts).toContain(text)
    }
  })

  it('is in balance the day a loan is settled before interest is due', async () => {
    const loan = await loans.active()
    await loan.repay(11100)
    const { body } = await statementOf(loan.id)
    expect(body).toMatchObject({ closingBalance: 0, dueNow: 0, notYetDue: 0, credit: 0 })
    expect(body.rows).toMatchObject([
      { type: 'disbursement' },
      { type: 'interest', debit: 1100, date: '2026-03-12' },
      { type: 'payment', credit: 11100, balance: 0 },
    ])
  })

  it('of a pushed loan is what its books say', async () => {
    const { api } = loans.v1
    const loanId = uniqueName('pushed')
    const pushed = [
      [
        PUSH.disbursement,
        disbursement({ loanId, loanAmount: 5000, adminFee: 0, vatOnAdminFee: 0 }),
      ],
      [PUSH.revenueReport, revenueReport({ loanId, revenueAmount: 100 })],
      [
        PUSH.repayment,
        repayment({ loanId, repaymentPrincipal: 1000, repaymentInterest: 60, feeAmount: 10 }),
      ],
    ] as const
    for (const [path, body] of pushed) {
      expect((await api.post(path, body, { Prefer: 'wait=20' })).body).toMatchObject({
        success: true,
        push: { status: 'POSTED' },
      })
    }
    const { body: listed } = await loans.v1.get('/v1/loans?rows=99')
    const items = listed.items as { id: string; externalId: string }[]
    const id = items.find(({ externalId }) => externalId === loanId)?.id ?? ''
    const { body } = await statementOf(id)
    expect(body).toMatchObject({ closingBalance: 4040, dueNow: 40, notYetDue: 4000, credit: 0 })
    expect(body.rows).toMatchObject([
      { date: '2026-01-15', type: 'disbursement', debit: 5000, balance: 5000 },
      { date: '2026-01-31', type: 'interest', debit: 100, balance: 5100 },
      { date: '2026-02-15', type: 'fee', debit: 10, balance: 5110 },
      { date: '2026-02-15', type: 'payment', credit: 1070, balance: 4040 },
    ])
    expect(await quoteOf(id)).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining('pushed by another LMS') as string },
    })
  })
})
