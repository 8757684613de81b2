import type { BatchEvent, FoundEvent, PushAnswer, PushClient } from '../push-client/push-client'
import { attemptKey } from './attempts'
import type { ImportResult } from './import-result'
import { loanOf } from './import-row'
import type { OutgoingRow } from './import-row'

export type ImportClient = Pick<PushClient, 'pushBatch' | 'lookUp'>

interface Answered {
  row: OutgoingRow
  answer: PushAnswer
}

/**
 * Sends rows, a loan's in their order, and resolves with what became of each. What an earlier run
 * has sent and what failed then is sent again, as a new attempt; what stands is not.
 */
export async function pushRows(
  client: ImportClient,
  rows: readonly OutgoingRow[],
): Promise<ImportResult[]> {
  const former = await findFormer(client, rows)
  const results = new Map<number, ImportResult>()
  let left: OutgoingRow[] = []
  for (const row of rows) {
    const found = former.get(row.number)
    if (found === undefined) left.push(row)
    else if (found.push.status === 'FAILED') left.push({ ...row, attempt: row.attempt + 1 })
    else results.set(row.number, foundResult(row, found))
  }
  while (left.length > 0) {
    const again = await pushOnce(client, left, results)
    left = again
  }
  return rows.flatMap(({ number }) => results.get(number) ?? [])
}

/** Sends rows once; resolves with those that are to be sent again, the others get their results. */
async function pushOnce(
  client: ImportClient,
  rows: readonly OutgoingRow[],
  results: Map<number, ImportResult>,
): Promise<OutgoingRow[]> {
  const answers = await client.pushBatch(rows.map(eventOf))
  const answered = rows.map((row, place): Answered => {
    const answer = answers[place]
    if (answer === undefined) throw new Error(`row ${row.number} has no answer`)
    return { row, answer }
  })
  const failedBefore = await findFailed(client, answered)
  const again: OutgoingRow[] = []
  const loans = new Set<string>()
  for (const { row, answer } of answered) {
    if (failedBefore.has(row.number)) again.push({ ...row, attempt: row.attempt + 1 })
    // It may have been refused for want of the row that is sent again.
    else if (!answer.success && loans.has(loanOf(row))) again.push(row)
    else {
      results.set(row.number, resultOf(row, answer))
      continue
    }
    loans.add(loanOf(row))
  }
  return again
}

/** The rows whose event is there and has failed, with this content or with another. */
async function findFailed(client: ImportClient, answered: readonly Answered[]) {
  const failed = new Set<number>()
  const reused: { number: number; key: string }[] = []
  for (const { row, answer } of answered) {
    const key = attemptKey(row, row.attempt)
    if (key === null) continue
    if (!answer.success) {
      if (answer.error.code === 'IDEMPOTENCY_KEY_REUSED') reused.push({ number: row.number, key })
    } else if (answer.staging.status === 'DUPLICATE' && answer.push.status === 'FAILED') {
      failed.add(row.number)
    }
  }
  if (reused.length === 0) return failed
  const found = await client.lookUp(reused.map(({ key }) => ({ key })))
  reused.forEach(({ number }, place) => {
    if (found[place]?.push.status === 'FAILED') failed.add(number)
  })
  return failed
}

/** What versions before 0.2 have imported, under the keys that rows had there. */
async function findFormer(client: ImportClient, rows: readonly OutgoingRow[]) {
  const asked = rows.filter(
    ({ key, former, attempt }) => attempt === 1 && key !== null && key !== former.key,
  )
  if (asked.length === 0) return new Map<number, FoundEvent>()
  const found = await client.lookUp(asked.map(({ former }) => ({ key: former.key })))
  return new Map(
    asked.flatMap(({ number }, place) => {
      const event = found[place] ?? null
      return event === null ? [] : [[number, event] as const]
    }),
  )
}

function eventOf(row: OutgoingRow): BatchEvent {
  const key = attemptKey(row, row.attempt)
  return key === null ? row.fields : { ...row.fields, key }
}

function resultOf(row: OutgoingRow, answer: PushAnswer): ImportResult {
  if (answer.success) {
    return { ...foundResult(row, answer), status: answer.staging.status }
  }
  const { code, message, fields } = answer.error
  const problems = fields.map(({ field, message: problem }) => `${field}: ${problem}`)
  return refusedResult(row, code, [message, ...problems].join(' '))
}

function foundResult(row: OutgoingRow, { eventId, push }: Omit<FoundEvent, 'loanId'>) {
  return {
    ...sentAs(row),
    eventId,
    status: 'DUPLICATE' as const,
    push: push.status,
    code: push.error?.code ?? null,
    message: push.error?.message ?? null,
  }
}

export function refusedResult(row: OutgoingRow, code: string, message: string): ImportResult {
  return { ...sentAs(row), eventId: null, status: 'REFUSED', push: null, code, message }
}

function sentAs(row: OutgoingRow) {
  const { number, attempt, check } = row
  return { row: number, key: attemptKey(row, attempt), attempt, check }
}
