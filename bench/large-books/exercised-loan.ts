import type { LoanRef } from '../../src/contract/loan-ref'
import type { Database } from '../../src/platform/database'
import { StageQueue } from '../../src/stream/stage-queue'
import type { StageRequest } from '../../src/stream/stage-request'
import { LoanRequests } from '../../test/support/loan-requests'
import { copiedLoanId } from './book'
import type { Seed } from './book'
import { customerOf } from './operations'

/** What every action has. */
export interface Exercise {
  database: Database
  businessId: string
  apiKey: string
  smallLenderId: string
  stage(request: StageRequest): Promise<unknown>
}

/** What an action is carried out on: another loan each time. */
export interface ExercisedLoan {
  place: number
  loan: LoanRef
  /** A repayment of the loan. */
  eventId: string
  /** The reversal of a repayment of another loan. */
  reversalId: string
  parkedLoan: LoanRef
  parkedEventId: string
}

const PARKED = 1_000
const TWENTY = 20
const REVERSED_STORY = 18
const [REPAYMENT, REVERSAL] = [3, 9]

export function exerciseOn(database: Database, seed: Seed): Exercise {
  const queue = new StageQueue(database)
  return {
    database,
    businessId: seed.lenderId,
    smallLenderId: seed.smallLenderId,
    apiKey: seed.apiKey,
    stage: (request) => queue.stage(request),
  }
}

/**
 * Loans from a place on, once enough of those behind them have an event parked for the operators'
 * lists to be long.
 */
export async function exercisedLoans(
  exercise: Exercise,
  from: number,
  count: number,
): Promise<ExercisedLoan[]> {
  const at = (place: number): LoanRef => ({
    businessId: exercise.businessId,
    loanId: copiedLoanId(place),
  })
  const parkedFrom = from + TWENTY * (count + 1)
  const parkedLoans = Array.from({ length: PARKED }, (_, place) => at(parkedFrom + place))
  await park(exercise, parkedLoans)
  return Promise.all(
    Array.from({ length: count }, async (_, place) => {
      const loan = at(from + TWENTY * place)
      const parkedLoan = parkedLoans[place * TWENTY] ?? loan
      return {
        ...{ place, loan, parkedLoan },
        eventId: await eventAt(exercise, loan, REPAYMENT),
        reversalId: await eventAt(exercise, at(from + TWENTY * place + REVERSED_STORY), REVERSAL),
        parkedEventId: await eventAt(exercise, parkedLoan, null),
      }
    }),
  )
}

async function park(exercise: Exercise, loans: readonly LoanRef[]): Promise<void> {
  await Promise.all(
    loans.map((loan) =>
      exercise.stage(
        new LoanRequests(loan).repayment({
          ...{ customerId: customerOf(loan), principal: '3000', date: '2025-05-04' },
        }),
      ),
    ),
  )
  await exercise.database.query(
    'exercise_park',
    `WITH parked AS (
       UPDATE loan_event SET status = 'PARKED', failure_code = 'UNHANDLED', failure_message = 'exercise'
       WHERE status = 'STAGED' AND business_id = $1 RETURNING stream_id)
     UPDATE loan_stream SET parked = true WHERE id IN (SELECT stream_id FROM parked)`,
    [exercise.businessId],
  )
}

/** @param seq null for the loan's last event */
async function eventAt(
  { database, businessId }: Exercise,
  { loanId }: LoanRef,
  seq: number | null,
): Promise<string> {
  const { id } = await database.prisma.loanEvent.findFirstOrThrow({
    where: { stream: { businessId, externalId: loanId }, ...(seq === null ? {} : { seq }) },
    orderBy: { seq: 'desc' },
  })
  return id
}
