import type { Request } from 'express'

import type { Caller } from '../../../identity/caller'
import { AppError } from '../../../platform/errors'
import type { CommandRequest, StageRefused } from '../../../stream/stage-request'
import { findLendingRecord, findRehearsedRecord } from '../../../views/lending/lending-record'
import type { LendingRecord } from '../../../views/lending/lending-record'
import type { JournalEntryView } from '../../../views/books-view'
import { findRehearsedEntries } from '../../../views/rehearsed-entries'
import { reply } from '../../routing/route'
import type { V1Deps } from '../v1-route'
import { askedWait } from './asked-wait'
import { mustBeRecordable } from './books-elsewhere'
import { notJudged, notStaged } from './loan-refusals'

export const USUAL_WAIT_SECONDS = 10

/** A command as it is to be staged, and whose it is. */
export interface Command {
  caller: Caller
  http: Request
  request: CommandRequest
  dryRun: boolean
  /** What refusals name, by the names their texts have for it. */
  said: Readonly<Record<string, string>>
  /** What the stream refuses in words of its own; null: as any command. */
  told?: ((code: StageRefused['code']) => AppError | null) | undefined
}

/** What came of a command: the loan with it, or that nobody has taken it yet. */
export interface Outcome {
  status: 'TAKEN' | 'QUEUED' | 'PARKED'
  record: LendingRecord
  eventId: string
  headers: Record<string, string>
  /** What a rehearsed one would add to the books; null of one that was sent. */
  entries: JournalEntryView[] | null
}

/**
 * Stages a command, or rehearses it, and waits for what comes of it.
 * @throws AppError where it is refused, by its stream or by the loan
 */
export async function runCommand(deps: V1Deps, command: Command): Promise<Outcome> {
  mustBeRecordable(deps, command.request)
  return command.dryRun ? rehearse(deps, command) : send(deps, command)
}

async function send({ database, intake }: V1Deps, command: Command): Promise<Outcome> {
  const { caller, http, request } = command
  const asked = askedWait(http)
  const seconds = asked ?? USUAL_WAIT_SECONDS
  const outcome = await intake.command(request, seconds === 0 ? null : seconds * 1000)
  if (outcome.status === 'REFUSED') throw refusedBy(command, outcome)
  const { eventId, loan } = outcome
  const record = await findLendingRecord(database, caller.business.id, loan.no, eventId)
  const headers: Record<string, string> =
    asked === null ? {} : { 'Preference-Applied': `wait=${asked}` }
  return outcomeOf(record, eventId, headers)
}

async function rehearse({ rehearsals }: V1Deps, command: Command) {
  const { caller, request } = command
  if (rehearsals === undefined) {
    throw new AppError(
      'NOT_SUPPORTED_YET',
      'The books are kept by another Accounting, which cannot be asked what it would do.',
      { status: 501 },
    )
  }
  const rehearsed = await rehearsals.rehearse(request, async (copy, eventId) => ({
    eventId,
    record: await findRehearsedRecord(copy, caller.business.id, eventId),
    entries: await findRehearsedEntries(copy, caller.business.id, request.loanId, eventId),
  }))
  if ('status' in rehearsed) throw refusedBy(command, rehearsed)
  const { record, eventId, entries } = rehearsed.view
  return { ...outcomeOf(record, eventId, {}), entries }
}

function refusedBy({ told, said }: Command, refused: StageRefused): AppError {
  return told?.(refused.code) ?? notStaged(refused, said)
}

function outcomeOf(
  record: LendingRecord | null,
  eventId: string,
  headers: Record<string, string>,
): Outcome {
  const event = record?.event
  if (record === null || event === null || event === undefined)
    throw new Error(`event ${eventId} was staged and is not there`)
  const outcome = { record, eventId, headers, entries: null }
  switch (event.status) {
    case 'FAILED':
      throw notJudged(event.failure)
    case 'STAGED':
      return { status: 'QUEUED', ...outcome }
    case 'PARKED':
      return { status: 'PARKED', ...outcome }
    default:
      return { status: 'TAKEN', ...outcome }
  }
}

/** The answer where nobody has taken the command yet. */
export function queued({ status, record, eventId, headers }: Outcome) {
  const body = {
    eventId,
    loanId: record.no,
    status: status === 'PARKED' ? status : 'QUEUED',
  } as const
  return reply(202, body, { ...headers, Location: `/v1/loans/${record.no}` })
}
