import type { LoanRef } from '../contract/loan-ref'
import type { StepRefusal } from '../contract/step-results'
import type { TransferStep } from '../domain/transfer/next-step'
import type { CivilDate } from '../domain/values/calendar'
import type { MinorUnits } from '../domain/values/money'
import type { Database } from '../platform/database'

export interface LoggedStep extends TransferStep {
  eventId: string
  /** Why it failed. */
  refusal: StepRefusal | null
  /** The day from which its reversal works; null where it is not reversed. */
  reversedOn: CivilDate | null
}

/** A transfer of credit as the record has it, all of one moment. */
export interface LoggedTransfer {
  transferId: string
  /** The loan that gives, and the one that is paid. */
  loans: { OUT: LoanRef; IN: LoanRef }
  amount: MinorUnits
  date: CivilDate
  /** In order. */
  steps: LoggedStep[]
  /** Another one once anything was noted about it since. */
  version: string
}

const LOAD = `
  SELECT t.id AS "transferId", t.xmin::text AS version,
         jsonb_build_object('OUT', loan_ref(giving), 'IN', loan_ref(taking)) AS loans,
         first.payload ->> 'amount' AS amount, first.effective_date AS date,
         (SELECT jsonb_agg(jsonb_build_object(
                   'side', n.side, 'action', n.action, 'eventId', e.id, 'status', e.status,
                   'refusal', CASE WHEN e.status = 'FAILED' THEN
                     jsonb_build_object('code', e.failure_code, 'message', e.failure_message) END,
                   'reversedOn', (SELECT r.effective_date FROM loan_event r WHERE r.id = e.reversed_by)) ORDER BY n.no)
          FROM credit_transfer_step n JOIN loan_event e ON e.id = n.event_id WHERE n.transfer_id = t.id) AS steps
  FROM credit_transfer t
  JOIN loan_stream giving ON giving.id = t.stream_id
  JOIN loan_stream taking ON taking.id = t.to_stream_id
  JOIN credit_transfer_step one ON one.transfer_id = t.id AND one.no = 1
  JOIN loan_event first ON first.id = one.event_id
  WHERE t.id = $1::uuid`

export async function loadTransfer(
  database: Database,
  transferId: string,
): Promise<LoggedTransfer | undefined> {
  const [transfer] = await database.query<LoggedTransfer>('transfer_load', LOAD, [transferId])
  return transfer
}

const LOOK_AGAIN = `
  UPDATE credit_transfer SET look_at = now() + $3::interval, attempts = attempts + 1
  WHERE id = $1::uuid AND xmin::text = $2`

/** @param after null where there is nothing left to do until somebody undoes a side */
export async function lookAgain(
  database: Database,
  { transferId, version }: LoggedTransfer,
  after: string | null,
): Promise<void> {
  await database.query('transfer_look_again', LOOK_AGAIN, [transferId, version, after])
}

const TAKE_DUE = `
  UPDATE credit_transfer
  SET look_at = now() + least(interval '5 minutes', interval '2 seconds' * 2 ^ least(attempts, 10)), attempts = attempts + 1
  WHERE id IN (SELECT id FROM credit_transfer WHERE look_at <= now() ORDER BY look_at LIMIT 50 FOR NO KEY UPDATE SKIP LOCKED)
  RETURNING id`

/** The transfers that somebody must look at, each for one who asks; they come again later, and later still. */
export async function takeDueTransfers(database: Database): Promise<string[]> {
  const rows = await database.query<{ id: string }>('transfers_due', TAKE_DUE)
  return rows.map(({ id }) => id)
}
