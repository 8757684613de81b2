import { expectBooksEqualLms } from '../support/books-check'
import { LoanStack } from '../support/loan-stack'
import { recordHistory } from '../support/record-history'

describe('A loan under load', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start()
    await stack.startWorker()
  })
  afterAll(() => stack.close())

  it('takes a burst of 150 events, each once and in order', async () => {
    const loan = stack.loan()
    await loan.submit(loan.disbursement())
    await Promise.all(loan.repayments(150).map((request) => loan.submit(request)))
    await loan.settled()

    expect(await loan.outcomes()).toEqual(Array(151).fill('POSTED'))
    const posted = await stack.database.query<{ seqs: number[] }>(
      'test_posted_order',
      `SELECT array_agg(e.seq ORDER BY j.no) AS seqs FROM journal_entry j
       JOIN loan_event e ON e.id = j.event_id JOIN loan_stream s ON s.id = j.stream_id
       WHERE s.external_id = $1`,
      [loan.ref.loanId],
    )
    expect(posted[0]?.seqs).toEqual(Array.from({ length: 151 }, (_, place) => place + 1))
    await expectBooksEqualLms(stack.database, loan.ref)
    const history = await loan.idleHistory()
    const signals = history.filter((event) => event.workflowExecutionSignaledEventAttributes)
    expect(signals.length).toBeLessThan(20)
    await recordHistory('one-pass-burst', loan)
  })
})
