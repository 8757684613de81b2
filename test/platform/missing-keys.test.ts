import { createBusiness } from '../../src/business/create-business'
import type { LoanRef } from '../../src/contract/loan-ref'
import { keySealing } from '../../src/identity/key-sealing'
import { addFirstSigningKey } from '../../src/identity/signing-key-store'
import { createBatchJob } from '../../src/operations/batch-job'
import { keyedWrite } from '../../src/lending/keyed-write'
import { writeCustomer } from '../../src/lending/customers/write-customer'
import { operate } from '../../src/operations/operate'
import { stageDue } from '../../src/lms/stage-due'
import { embeddedPass } from '../../src/steps/at-once'
import { stageGroup } from '../../src/stream/stage-group'
import { keepRefused } from '../../src/stream/refused-requests'
import { createTestDatabase, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { LendingRequests } from '../support/lending-requests'
import { LoanRequests } from '../support/loan-requests'
import { MissingKeysDatabase } from '../support/missing-keys'
import { settle } from '../support/settle'
import { refusesThird } from '../support/staged-loan'

const BY = { actor: 'joyce', reason: 'seen with the lender' }

/** Objects and lists that must have been handed over, or a key would not be looked at. */
const HANDED_OVER = [
  'stage_events kind',
  'stage_events opensCustomer',
  'stage_due events.fingerprint',
  'lms_record seq',
  'lms_record position.status',
  'lms_record transactions.before',
  'lms_record undone.event_id',
  'lms_record park.code',
  'ledger_post seq',
  'ledger_post entries.hash',
  'ledger_post lines.amount',
  'ledger_post invoices.no',
  'ledger_post allocations.reverses',
  'ledger_post credits.open_delta',
  'ledger_post outcomes.code',
  'ledger_post owed.from_seq',
  'record_and_post position.status',
  'operate action',
  'operate request.kind',
  'create_batch_job filter',
  'add_signing_key kid',
  'keep_refused requests.loan_id',
  'create_customer profile',
  'activate_customer no',
  'amend_customer reason',
]

/** Keys that the release before, which may run beside this one, does not hand over. */
const NEW = [
  'ledger_post entries.part',
  'ledger_post allocations.entry_no',
  'ledger_post credits.kind',
  'record_and_post entries.part',
  'record_and_post allocations.entry_no',
  'record_and_post credits.kind',
]

describe('A SQL function that is handed JSON', () => {
  let test: TestDatabase
  let database: MissingKeysDatabase
  let businessId: string

  beforeAll(async () => {
    test = await createTestDatabase()
    database = new MissingKeysDatabase(test.applicationUrl)
    businessId = await createBusiness(test.database, { name: 'Lender' })
  })
  afterAll(async () => {
    await database.close()
    await test.close()
  })

  function newLoan(): LoanRequests {
    return new LoanRequests({ businessId, loanId: uniqueName('loan') })
  }

  /** Makes, activates and amends one. */
  async function customerOf(of: string): Promise<void> {
    const profile = { legalFormId: 1, officeId: 1, firstname: 'Ada', lastname: 'Lovelace' } as const
    const made = await writeCustomer(database, {
      does: 'create_customer',
      with: {
        ...keyedWrite(of, 'CUSTOMER', [], 'key-1'),
        ...{ customerId: null, active: false, activatedOn: null, profile, sentBy: 'test' },
      },
    })
    const no = 'id' in made ? made.id : ''
    const activation = { ...keyedWrite(of, 'ACTIVATION', [], null), no, activatedOn: '2025-01-01' }
    await writeCustomer(database, { does: 'activate_customer', with: activation })
    const amendment = {
      ...keyedWrite(of, 'AMENDMENT', [], null),
      no,
      profile: { mobileNo: '1' },
      ...BY,
    }
    await writeCustomer(database, { does: 'amend_customer', with: amendment })
  }

  async function idOf({ businessId: of, loanId }: LoanRef, seq: number): Promise<string> {
    const [row] = await database.query<{ id: string }>(
      'test_id',
      `SELECT e.id FROM loan_event e JOIN loan_stream s ON s.id = e.stream_id
       WHERE s.business_id = $1 AND s.external_id = $2 AND e.seq = $3`,
      [of, loanId, seq],
    )
    return row?.id ?? ''
  }

  async function streamOf({ businessId: of, loanId }: LoanRef): Promise<string> {
    const [row] = await database.query<{ id: string }>(
      'test_stream',
      'SELECT id::text FROM loan_stream WHERE business_id = $1 AND external_id = $2',
      [of, loanId],
    )
    return row?.id ?? ''
  }

  it('refuses it without any one of its keys, and names the key', async () => {
    const loan = newLoan()
    const send = (...requests: Parameters<typeof settle>[2]) => settle(database, loan.ref, requests)
    await send(loan.disbursement(), loan.revenue({ month: '2025-02' }))
    await send(loan.repayment({ principal: '5000', interest: '150000' }))
    await send(loan.reversal(await idOf(loan.ref, 3)))

    const refused = newLoan()
    const three = [refused.disbursement(), ...refused.repayments(2)]
    await settle(database, refused.ref, three, refusesThird)
    await operate(database, {
      ...{ businessId, ...BY, action: 'REVERSE', eventId: await idOf(refused.ref, 2) },
      request: refused.reversal(await idOf(refused.ref, 2)),
    })

    const parked = newLoan()
    await settle(database, parked.ref, [
      parked.disbursement(),
      parked.repayment({ principal: 'ten' }),
    ])
    await operate(database, {
      ...{ businessId, ...BY, action: 'RETRY', eventId: await idOf(parked.ref, 2) },
    })

    const atOnce = newLoan()
    await settle(database, atOnce.ref, [])
    await test.database.query('test_stage', 'SELECT stage_events($1::jsonb) AS outcomes', [
      JSON.stringify([atOnce.disbursement()]),
    ])
    await embeddedPass(database)(atOnce.ref)

    const lent = new LendingRequests({ businessId, loanId: uniqueName('loan') })
    await stageGroup(database, [lent.submit({ opensCustomer: true }), lent.repay('100')])
    const due = [lent.accrual('2025-01-31')]
    const lentStream = { streamId: await streamOf(lent.ref), loanId: lent.ref.loanId }
    await stageDue(database, lentStream, due, lent.context)

    await createBatchJob(database, { businessId, filter: {}, ...BY })
    await keepRefused(database, {
      ...{ businessId, mostOfAnHour: 1 },
      requests: [
        { loan_id: null, kind: 'REPAYMENT', code: 'X', message: 'no', fields: [], sent_by: 'test' },
      ],
    })
    await addFirstSigningKey(database, keySealing(undefined))
    await customerOf(businessId)

    expect([...database.overlooked].filter((where) => !NEW.includes(where))).toEqual([])
    expect(HANDED_OVER.filter((where) => !database.tried.has(where))).toEqual([])
  })

  it.each(['compensate', 'pull_staged'])('%s refuses a loan that is not there', async (name) => {
    const call = (stream: string | null) =>
      test.database.query(`test_${name}`, `SELECT ${name}($1::bigint)`, [stream])
    await expect(call(null)).rejects.toThrow('There is no stream')
    await expect(call('0')).rejects.toThrow('There is no stream')
  })
})
