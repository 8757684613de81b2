import type { OutgoingRow } from '../../src/import/import-row'
import { pushRows } from '../../src/import/push-rows'
import type {
  BatchEvent,
  EventName,
  FoundEvent,
  PushAnswer,
} from '../../src/push-client/push-client'

type Push = FoundEvent['push']

/** A push API that judges by keys alone, and that a disbursement comes first. */
class ScriptedApi {
  readonly batches: string[][] = []
  readonly #events = new Map<string, Push['status']>()

  constructor(events: Record<string, Push['status']>) {
    this.#events = new Map(Object.entries(events))
  }

  pushBatch(events: readonly BatchEvent[]): Promise<PushAnswer[]> {
    this.batches.push(events.map(({ type, note }) => `${String(type)} ${String(note)}`))
    return Promise.resolve(events.map((event) => this.#answer(event)))
  }

  lookUp(names: readonly EventName[]): Promise<(FoundEvent | null)[]> {
    return Promise.resolve(
      names.map((name) => {
        const key = 'key' in name ? name.key : name.eventId
        const status = this.#events.get(key)
        return status === undefined
          ? null
          : { eventId: key, loanId: 'LN-1', push: { status, error: null } }
      }),
    )
  }

  #answer({ type, key }: BatchEvent): PushAnswer {
    const eventId = String(key)
    const found = this.#events.get(eventId)
    if (found === undefined && type !== 'disbursement' && !this.#isDisbursed) return OUT_OF_ORDER
    if (found === undefined) this.#events.set(eventId, 'QUEUED')
    if (found === undefined && type === 'disbursement') this.#isDisbursed = true
    return {
      ...{ success: true, eventId, warnings: [] },
      staging: { status: found === undefined ? 'STAGED' : 'DUPLICATE', sequence: 1 },
      push: { status: found ?? 'QUEUED', error: null },
    }
  }

  #isDisbursed = false
}

const OUT_OF_ORDER: PushAnswer = {
  success: false,
  error: { code: 'ORDER_VIOLATION', message: 'No disbursement.', fields: [] },
}

describe('Sending rows of which earlier runs have sent some', () => {
  const row = (number: number, type: string, given: Partial<OutgoingRow> = {}): OutgoingRow => ({
    ...{ number, fields: { type, loanId: 'LN-1', note: number }, broken: null },
    ...{ key: `k${number}`, check: '', attempt: 1 },
    ...{ formerContent: Buffer.alloc(0), former: { key: `k${number}`, check: '' } },
    ...given,
  })

  it('sends what failed again in its order, and behind it what was refused for want of it', async () => {
    const api = new ScriptedApi({ k1: 'FAILED', k2: 'FAILED' })
    const rows = [row(1, 'disbursement'), row(2, 'repayment'), row(3, 'repayment')]
    const results = await pushRows(api, rows)
    expect(results.map(({ status, attempt }) => `${status} ${attempt}`)).toEqual([
      ...['STAGED 2', 'STAGED 2', 'STAGED 1'],
    ])
    expect(api.batches).toEqual([
      ['disbursement 1', 'repayment 2', 'repayment 3'],
      ['disbursement 1', 'repayment 2', 'repayment 3'],
    ])
    const again = await pushRows(api, rows)
    expect(again.map(({ status, attempt }) => `${status} ${attempt}`)).toEqual([
      ...['DUPLICATE 2', 'DUPLICATE 2', 'DUPLICATE 1'],
    ])
  })

  it('does not send what stands under the key of an earlier version', async () => {
    const api = new ScriptedApi({ old1: 'POSTED', old2: 'FAILED' })
    const former = (key: string) => ({ former: { key, check: '' } })
    const rows = [row(1, 'disbursement', former('old1')), row(2, 'disbursement', former('old2'))]
    const results = await pushRows(api, rows)
    expect(results).toMatchObject([
      { status: 'DUPLICATE', push: 'POSTED', attempt: 1 },
      { status: 'STAGED', attempt: 2 },
    ])
    expect(api.batches).toEqual([['disbursement 2']])
  })

  it('sends as many attempts as have failed, and ends', async () => {
    const api = new ScriptedApi({ k1: 'FAILED' })
    const [second] = await pushRows(api, [row(1, 'disbursement')])
    const failed = new ScriptedApi({ k1: 'FAILED', [second!.key!]: 'FAILED' })
    const [third] = await pushRows(failed, [row(1, 'disbursement')])
    expect(third).toMatchObject({ status: 'STAGED', attempt: 3 })
    // The row of the refused file carries the second key as its own.
    const [from] = await pushRows(failed, [row(1, 'disbursement', { key: second!.key! })])
    expect(from).toMatchObject({ status: 'DUPLICATE', key: third!.key })
  })
})
