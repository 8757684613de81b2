import type { CivilDate } from '../../domain/values/calendar'
import type { Database } from '../../platform/database'
import type { KeyedWrite } from '../keyed-write'
import type { CustomerProfile, StoredCustomer } from './customer'
import { findCustomerByNumber } from './find-customers'

interface NewCustomer extends KeyedWrite {
  /** Null where one is to be made. */
  customerId: string | null
  active: boolean
  activatedOn: CivilDate | null
  profile: CustomerProfile
  /** Who gives the name. */
  sentBy: string
}

interface Activation extends KeyedWrite {
  no: string
  activatedOn: CivilDate
}

interface Amendment extends KeyedWrite {
  no: string
  /** What of it is given. */
  profile: Partial<CustomerProfile>
  /** Who decides, and why: kept for good. */
  actor: string
  reason: string
}

/** The SQL function that does it, and what it is handed. */
export type CustomerWrite =
  | { does: 'create_customer'; with: NewCustomer }
  | { does: 'activate_customer'; with: Activation }
  | { does: 'amend_customer'; with: Amendment }

/** Why a write of a customer changed nothing. */
export type NotWritten = 'KEY_REUSED' | 'TAKEN' | 'NOT_FOUND' | 'ACTIVE_ALREADY' | 'OWNED_ELSEWHERE'

type Answered = { status: 'DONE'; no: number } | { status: NotWritten }

export type WrittenCustomer = StoredCustomer | { status: NotWritten }

/** Does it, or did it before under the same key: the customer as it stands now. */
export async function writeCustomer(
  database: Database,
  write: CustomerWrite,
): Promise<WrittenCustomer> {
  const [row] = await database.query<{ answer: Answered }>(
    write.does,
    `SELECT ${write.does}($1::jsonb) AS answer`,
    [JSON.stringify(write.with)],
  )
  if (row?.answer.status !== 'DONE') return row?.answer ?? noAnswer()
  const { businessId } = write.with
  return (await findCustomerByNumber(database, businessId, BigInt(row.answer.no))) ?? noAnswer()
}

/** What it would come to; nothing is kept. */
export async function rehearseCustomer(
  database: Database,
  write: CustomerWrite,
): Promise<WrittenCustomer> {
  type Rehearsed = { customer: StoredCustomer } | { status: NotWritten }
  const [row] = await database.query<{ answer: Rehearsed }>(
    'rehearse_customer',
    'SELECT rehearse_customer($1, $2::jsonb) AS answer',
    [write.does, JSON.stringify(write.with)],
  )
  const answer = row?.answer ?? noAnswer()
  return 'customer' in answer ? answer.customer : answer
}

function noAnswer(): never {
  throw new Error('a customer was written and is not there')
}
