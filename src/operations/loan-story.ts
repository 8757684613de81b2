import type { DerivedStatus } from '../domain/engine/derived-loan'
import type { Prisma } from '../generated/prisma/client'
import type { Database } from '../platform/database'
import { civilDate } from '../views/civil-date'
import type { JournalEntryView } from '../views/books-view'
import { entryParts, toJournalEntryView } from '../views/journal-entries'
import { actionParts, toActionView } from './audit-trail'
import type { ActionView } from './audit-trail'
import { compensationParts, toCompensationView } from './compensations'
import type { CompensationView } from './compensations'
import { toStoryEvent, toTransactionView } from './story-parts'
import type { StoryEvent, TransactionView } from './story-parts'

/** Everything that is known of a loan: what happened to it, and why. */
export interface LoanStory {
  loanId: string
  customerId: string | null
  status: DerivedStatus
  principalOutstanding: bigint
  interestOutstanding: bigint
  feesOutstanding: bigint
  penaltiesOutstanding: bigint
  creditBalance: bigint
  stream: {
    lastSequence: number
    /** Its workflow has been told that events wait. */
    busy: boolean
    parked: boolean
    /** When the relay will tell it again. */
    tellAgainAt: string | null
    tellAttempts: number
  }
  /** When it is looked at next for what falls due by the clock; null where nothing will. */
  due: { on: string; wakeAt: string } | null
  /** How far each side has come: where they differ the loan is in flight. */
  lmsSequence: number
  ledgerSequence: number
  /** Hash over all of the loan's journal entries. */
  chainHead: string
  /** Those of the window, in order. */
  events: StoryEvent[]
  /** The sequence before which older ones are; null where all are here. */
  before: number | null
  /** What the events of the window caused, and what befell theirs. */
  transactions: TransactionView[]
  journalEntries: JournalEntryView[]
  compensations: CompensationView[]
  actions: ActionView[]
}

/** Which of a loan's events are told: the newest so many, or those before a sequence. */
export interface StoryWindow {
  rows: number
  before: number | null
}

/** A loan of a business, all as of one moment; null where it has none such. */
export async function loanStory(
  { prisma }: Database,
  businessId: string,
  loanId: string,
  { rows, before }: StoryWindow,
): Promise<LoanStory | null> {
  const stream = await prisma.loanStream.findUnique({
    where: { businessId_externalId: { businessId, externalId: loanId } },
    select: { id: true, lastSeq: true },
  })
  if (stream === null) return null
  const streamId = stream.id
  const oldest = (before ?? stream.lastSeq + 1) - rows
  const inWindow = { seq: { gte: oldest, ...(before === null ? {} : { lt: before }) } }
  const ofWindow = { streamId, OR: [{ event: inWindow }, { cause: inWindow }] }
  const [row, due, events, transactions, entries, owed, actions] = await prisma.$transaction(
    [
      prisma.loanStream.findUniqueOrThrow({ where: { id: streamId }, include: streamParts }),
      prisma.loanDue.findUnique({ where: { streamId } }),
      prisma.loanEvent.findMany({
        where: { streamId, ...inWindow },
        include: { parkings: { orderBy: { id: 'asc' } } },
        orderBy: { seq: 'asc' },
      }),
      prisma.loanTransaction.findMany({ where: ofWindow, orderBy: { no: 'asc' } }),
      prisma.journalEntry.findMany({
        where: ofWindow,
        include: entryParts,
        orderBy: { no: 'asc' },
      }),
      prisma.compensation.findMany({
        where: { streamId },
        include: compensationParts,
        orderBy: { owedAt: 'asc' },
      }),
      prisma.operatorAction.findMany({
        where: { streamId },
        include: actionParts,
        orderBy: [{ actedAt: 'asc' }, { id: 'asc' }],
      }),
    ],
    { isolationLevel: 'RepeatableRead' },
  )
  return {
    loanId,
    ...standing(row),
    due: due && { on: civilDate(due.nextOn), wakeAt: due.wakeAt.toISOString() },
    events: events.map(toStoryEvent),
    before: oldest > 1 ? oldest : null,
    transactions: transactions.map(toTransactionView),
    journalEntries: entries.map((entry) => toJournalEntryView(loanId, entry)),
    compensations: owed.map(toCompensationView),
    actions: actions.map(toActionView),
  }
}

const streamParts = { loan: true, ledgerLoan: true } satisfies Prisma.LoanStreamInclude

/** Where a loan stands of which the LMS has taken nothing yet. */
function untaken(home: string): DerivedStatus {
  return home === 'LMS' ? 'Submitted' : 'Approved'
}

function standing(row: Prisma.LoanStreamGetPayload<{ include: typeof streamParts }>) {
  const { loan, ledgerLoan } = row
  return {
    customerId: loan?.customerId ?? null,
    status: (loan?.status ?? untaken(row.home)) as DerivedStatus,
    principalOutstanding: loan?.principalOutstanding ?? 0n,
    interestOutstanding: loan?.interestOutstanding ?? 0n,
    feesOutstanding: loan?.feesOutstanding ?? 0n,
    penaltiesOutstanding: loan?.penaltiesOutstanding ?? 0n,
    creditBalance: loan?.creditBalance ?? 0n,
    stream: {
      lastSequence: row.lastSeq,
      busy: row.busy,
      parked: row.parked,
      tellAgainAt: row.retellAt?.toISOString() ?? null,
      tellAttempts: row.retellAttempts,
    },
    lmsSequence: loan?.seq ?? 0,
    ledgerSequence: ledgerLoan?.seq ?? 0,
    chainHead: ledgerLoan?.chainHead ?? '',
  }
}
