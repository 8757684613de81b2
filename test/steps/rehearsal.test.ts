import fc from 'fast-check'

import { createBusiness } from '../../src/business/create-business'
import { Rehearsals } from '../../src/steps/rehearse'
import type { Statements } from '../../src/platform/statements'
import type { StageRequest } from '../../src/stream/stage-request'
import { findEvent } from '../../src/views/event-view'
import { findLoan } from '../../src/views/loan-view'
import { loanStory } from '../support/arbitraries'
import { createTestDatabase, runAsOwner, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { holding } from '../support/holding'
import { LoanRequests } from '../support/loan-requests'
import { settle } from '../support/settle'

let test: TestDatabase
let businessId: string
let rehearsals: Rehearsals

beforeAll(async () => {
  test = await createTestDatabase()
  rehearsals = new Rehearsals({
    connectionString: test.url,
    applicationName: 'rehearsals',
    poolSize: 2,
  })
  businessId = await createBusiness(test.database, { name: 'Careful Lender' })
})

afterAll(async () => {
  await rehearsals.close()
  await test.close()
})

const newLoan = () => new LoanRequests({ businessId, loanId: uniqueName('loan') })

interface Entry {
  no: number
  reverses: number | null
}

const entriesCausedBy = (database: Statements, eventId: string) =>
  database.query<Entry>(
    'test_entries',
    'SELECT no, reverses FROM journal_entry WHERE caused_by = $1 ORDER BY no',
    [eventId],
  )

async function rowsOf(loan: LoanRequests): Promise<unknown> {
  return test.database.query(
    'test_rows',
    `SELECT s.last_seq, s.busy, l.*, g.next_entry, g.chain_head,
            (SELECT count(*) FROM loan_event e WHERE e.stream_id = s.id) AS events
     FROM loan_stream s LEFT JOIN loan l ON l.stream_id = s.id LEFT JOIN ledger_loan g ON g.stream_id = s.id
     WHERE s.external_id = $1`,
    [loan.ref.loanId],
  )
}

describe('a rehearsal', () => {
  it('tells what a reversal would post and changes nothing', async () => {
    const loan = newLoan()
    const [, paid] = await settle(test.database, loan.ref, [
      loan.disbursement(),
      loan.repayment({ principal: '100' }),
    ])
    const before = await rowsOf(loan)
    const target = paid && 'eventId' in paid ? paid.eventId : ''
    const rehearsed = await rehearsals.rehearse(loan.reversal(target), entriesCausedBy)
    expect(rehearsed).toMatchObject({
      outcome: { status: 'STAGED' },
      view: [{ no: 3, reverses: 2 }],
    })
    expect(await rowsOf(loan)).toEqual(before)
  })

  it('of a first disbursement leaves no loan behind', async () => {
    const loan = newLoan()
    const rehearsed = await rehearsals.rehearse(loan.disbursement(), entriesCausedBy)
    expect(rehearsed).toMatchObject({ outcome: { sequence: 1 }, view: [{ no: 1, reverses: null }] })
    expect(await rowsOf(loan)).toEqual([])
  })

  it('takes what waits before it into account', async () => {
    const loan = newLoan()
    await test.database.query('test_stage', 'SELECT stage_events($1::jsonb) AS outcomes', [
      JSON.stringify([loan.disbursement(), loan.revenue()]),
    ])
    const request = loan.repayment({ interest: '1' })
    const rehearsed = await rehearsals.rehearse(request, entriesCausedBy)
    expect(rehearsed).toMatchObject({ outcome: { sequence: 3 }, view: [{ no: 3 }] })
  })

  it('is refused like the event itself', async () => {
    const loan = newLoan()
    const request = loan.repayment({ principal: '1' })
    expect(await rehearsals.rehearse(request, entriesCausedBy)).toMatchObject({
      status: 'REFUSED',
      code: 'ORDER_VIOLATION',
    })
  })

  it('tells of a repeat what stands, and of a key that another loan has used that it is used', async () => {
    const [loan, other] = [newLoan(), newLoan()]
    const key = { idempotencyKey: `${other.ref.loanId}-key` }
    const [staged] = await settle(test.database, other.ref, [other.disbursement({}, key)])
    expect(await rehearsals.rehearse(other.disbursement({}, key), entriesCausedBy)).toMatchObject({
      outcome: {
        status: 'DUPLICATE',
        eventId: staged && 'eventId' in staged ? staged.eventId : '',
      },
      view: [{ no: 1 }],
    })
    expect(await rehearsals.rehearse(loan.disbursement({}, key), entriesCausedBy)).toMatchObject({
      status: 'REFUSED',
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
  })

  it('waits for nobody who holds the loan, its customer or its key', async () => {
    const loan = newLoan()
    await settle(test.database, loan.ref, [loan.disbursement()])
    const request = loan.repayment({ principal: '1' }, { idempotencyKey: loan.ref.loanId })
    await holding(test.url, async (client) => {
      await client.query('SELECT FROM loan_stream FOR UPDATE')
      await client.query('SELECT FROM customer FOR UPDATE')
      await client.query('SELECT stage_events($1::jsonb)', [JSON.stringify([request])])
      await expect(rehearsals.rehearse(request, entriesCausedBy)).resolves.toMatchObject({
        outcome: { sequence: 2 },
      })
    })
  })

  it('holds up nobody who stages the same meanwhile', async () => {
    const loan = newLoan()
    const request = loan.disbursement({ customerId: uniqueName('C') })
    const rehearsed = await rehearsals.rehearse(request, async (copy, eventId) => {
      const [staged] = await settle(test.database, loan.ref, [request])
      return [staged, await entriesCausedBy(copy, eventId)]
    })
    expect(rehearsed).toMatchObject({ view: [{ status: 'STAGED', sequence: 1 }, [{ no: 1 }]] })
  })

  it('goes on when its connection was lost or is older than a migration', async () => {
    const loan = newLoan()
    const rehearse = () => rehearsals.rehearse(loan.disbursement(), entriesCausedBy)
    await rehearse()
    await runAsOwner(test, 'ALTER TABLE loan ADD COLUMN newer text')
    await expect(rehearse()).resolves.toMatchObject({ outcome: { sequence: 1 } })
    await runAsOwner(test, 'ALTER TABLE loan DROP COLUMN newer')
    await expect(rehearse()).resolves.toMatchObject({ outcome: { sequence: 1 } })
    await runAsOwner(
      test,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rehearsals'`,
    )
    await expect(rehearse()).resolves.toMatchObject({ outcome: { sequence: 1 } })
  })

  it('meets no SQL function that is bound to a table it hides', async () => {
    const bound = await test.database.query(
      'test_bound',
      `SELECT p.oid::regprocedure::text AS signature
       FROM pg_proc p JOIN pg_type t ON t.oid = p.prorettype OR t.oid = ANY (p.proargtypes)
       JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'r'
       WHERE c.relname IN (SELECT tables_of_loans() UNION SELECT tables_of_customers())`,
    )
    // An argument of a table's own type takes no row of the copy: anyelement does.
    expect(bound).toEqual([])
  })

  it('refuses what is beyond the few that it takes on at once', async () => {
    const loan = newLoan()
    const all = await Promise.allSettled(
      Array.from({ length: 50 }, () => rehearsals.rehearse(loan.disbursement(), entriesCausedBy)),
    )
    const refused = all.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(40)
    expect(refused).toMatchObject(
      Array(40).fill({ reason: { code: 'BUSY', status: 503, headers: { 'Retry-After': '1' } } }),
    )
  })

  it('tells of any event exactly what comes of it', async () => {
    const steps = fc.array(fc.record({ waits: fc.boolean(), reversed: fc.option(fc.nat(9)) }), {
      minLength: 10,
      maxLength: 10,
    })
    await fc.assert(
      fc.asyncProperty(loanStory({ maxEvents: 8 }), steps, async (story, how) => {
        const loan = newLoan()
        const ids: string[] = []
        for (const [place, event] of story.entries()) {
          const { waits = false, reversed = null } = how[place] ?? {}
          const target = reversed === null ? undefined : ids[reversed % ids.length]
          const requests = [loan.of(event)]
          if (target !== undefined) requests.push(loan.reversal(target, { cascade: waits }))
          for (const request of requests) ids.push(...(await expectAsRehearsed(loan, request)))
          if (waits) await stageOnly(loan.repayment({ principal: String(7 + place) }))
        }
      }),
      { numRuns: 12 },
    )
  })
})

const look = async (statements: Statements, loan: LoanRequests, eventId: string) => ({
  event: await findEvent(statements, businessId, eventId),
  loan: await findLoan(statements, businessId, loan.ref.loanId),
})

/** @returns the id of the event, where it was staged */
async function expectAsRehearsed(loan: LoanRequests, request: StageRequest): Promise<string[]> {
  const rehearsed = await rehearsals.rehearse(request, async (copy, eventId) => ({
    eventId,
    ...(await look(copy, loan, eventId)),
  }))
  const [outcome] = await settle(test.database, loan.ref, [request])
  if (outcome === undefined || outcome.status === 'REFUSED' || 'status' in rehearsed) {
    expect(rehearsed).toEqual(outcome)
    return []
  }
  const { eventId } = outcome
  const came = { outcome, view: { eventId, ...(await look(test.database, loan, eventId)) } }
  expect(comparable(rehearsed, rehearsed.view.eventId)).toEqual(comparable(came, eventId))
  return outcome.status === 'STAGED' ? [eventId] : []
}

function comparable(told: unknown, eventId: string): unknown {
  const text = JSON.stringify(told, (key, value: unknown) => {
    if (['receivedAt', 'postedAt', 'recordedAt'].includes(key)) return typeof value
    return typeof value === 'bigint' ? String(value) : value
  })
  return JSON.parse(text.replaceAll(eventId, 'the event'))
}

const stageOnly = (request: StageRequest) =>
  test.database.query('test_stage', 'SELECT stage_events($1::jsonb) AS outcomes', [
    JSON.stringify([request]),
  ])
