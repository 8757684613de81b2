import { createBusiness } from '../../src/business/create-business'
import { createTestDatabase, type TestDatabase } from '../support/harness'
import { disbursement } from '../support/loan-events'
import { postLoan } from './posted-loan'

const UNBALANCED = /does not balance/

/** Forges the entry `$1` of the only loan, with lines of the amounts `$2`, behind the application's back. */
const FORGE = `
  WITH forged AS (
    INSERT INTO journal_entry (stream_id, no, business_id, event_id, caused_by, generation, date, value_date,
                               description, hash)
    SELECT stream_id, $1::int, business_id, id, id, 1, '2025-01-15', '2025-01-15', 'Forged', '' FROM loan_event
    RETURNING *
  )
  INSERT INTO journal_line (stream_id, entry_no, line_no, business_id, account, amount)
  SELECT stream_id, no, place, business_id, '1001', amount
  FROM forged, unnest($2::bigint[]) WITH ORDINALITY AS line (amount, place)`

describe('The database refuses a journal entry', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase()
    const businessId = await createBusiness(test.database, { name: 'Lender' })
    await postLoan(test.database, businessId, 'L-1', [disbursement(1)])
  })
  afterAll(() => test.close())

  const forge = (no: number, amounts: number[]) =>
    test.database.query('test_forge', FORGE, [no, amounts])

  it.each([
    ['whose lines do not sum to zero', [500, -499]],
    ['without lines', []],
  ])('%s', async (_, amounts) => {
    await expect(forge(900, amounts)).rejects.toThrow(UNBALANCED)
  })

  it('that gets lines later, even ones that balance by themselves with another', async () => {
    await forge(901, [500, -300, -200])
    const later = test.database.query(
      'test_later',
      `INSERT INTO journal_line (stream_id, entry_no, line_no, business_id, account, amount)
       SELECT stream_id, no, 90, business_id, '1001', CASE no WHEN 901 THEN 1 ELSE -1 END
       FROM journal_entry WHERE no IN (1, 901)`,
    )
    await expect(later).rejects.toThrow(UNBALANCED)
    const [sum] = await test.database.query<{ lines: number }>(
      'test_lines',
      'SELECT count(*)::int AS lines FROM journal_line WHERE entry_no = 901',
    )
    expect(sum?.lines).toBe(3)
  })
})
