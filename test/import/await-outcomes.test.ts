import { awaitOutcomes } from '../../src/import/await-outcomes'
import type { ImportResult } from '../../src/import/import-result'
import { RowStates } from '../../src/import/row-states'
import type { EventName, FoundEvent } from '../../src/push-client/push-client'

type Status = FoundEvent['push']['status']

const eventId = (row: number) => `0199d0c2-7b1e-7c3a-9f60-${String(row).padStart(12, '0')}`
const rowOf = (name: EventName) => Number(('eventId' in name ? name.eventId : '').slice(24))

describe('Waiting for outcomes', () => {
  const wait = async (
    rows: number,
    statusOf: (row: number, look: number) => Status,
    given: { patienceMs?: number; signal?: AbortSignal; loanOf?: (row: number) => string } = {},
  ) => {
    const { patienceMs = 60_000, loanOf = (row: number) => `LN-${row}` } = given
    const states = new RowStates()
    const numbers = Array.from({ length: rows }, (_, place) => place + 1)
    for (const row of numbers) {
      const accepted = { status: 'STAGED', push: 'QUEUED', code: null, message: null } as const
      states.set({ row, attempt: 1, eventId: eventId(row), check: 'abcdef01', ...accepted })
    }
    const outcomes: ImportResult[] = []
    const looks: number[] = []
    const lookUp = (names: readonly EventName[]): Promise<(FoundEvent | null)[]> => {
      looks.push(names.length)
      return Promise.resolve(
        names.map((name) => {
          const row = rowOf(name)
          const status = statusOf(row, looks.length)
          const error = status === 'PARKED' ? { code: 'UNHANDLED', message: 'Odd.' } : null
          return { eventId: eventId(row), loanId: loanOf(row), push: { status, error } }
        }),
      )
    }
    const left = await awaitOutcomes(numbers, {
      ...{ client: { lookUp }, states, patienceMs },
      signal: given.signal ?? new AbortController().signal,
      onOutcome: (outcome) => outcomes.push(outcome),
      onProgress: () => undefined,
    })
    return { left, outcomes, looks }
  }

  it('asks in requests that the API takes, until each has its outcome', async () => {
    const { left, outcomes, looks } = await wait(1_200, (row, look) =>
      row % 2 === 0 || look > 3 ? 'POSTED' : 'QUEUED',
    )
    expect(left).toBe(0)
    expect(Math.max(...looks)).toBeLessThanOrEqual(500)
    expect(new Set(outcomes.map(({ row }) => row)).size).toBe(1_200)
    expect(outcomes[0]).toEqual({
      ...{ row: 2, attempt: 1, eventId: eventId(2), check: 'abcdef01' },
      ...{ status: 'OUTCOME', push: 'POSTED', code: null, message: null },
    })
  })

  it('does not wait for what stands behind a parked event', async () => {
    const { left, outcomes } = await wait(3, (row) => (row === 1 ? 'PARKED' : 'QUEUED'), {
      loanOf: () => 'LN-1',
    })
    expect(left).toBe(2)
    expect(outcomes).toMatchObject([{ row: 1, push: 'PARKED', code: 'UNHANDLED' }])
  })

  it('gives up when nothing moves any more, and not before', async () => {
    const moving = await wait(4, (row, look) => (look >= row * 2 ? 'POSTED' : 'QUEUED'), {
      patienceMs: 1_000,
    })
    expect(moving.left).toBe(0)
    const still = await wait(2, () => 'QUEUED', { patienceMs: 300 })
    expect(still.left).toBe(2)
  })

  it('ends when it is told to', async () => {
    const stopping = new AbortController()
    const stopped = await wait(
      1,
      (_row, look) => {
        if (look === 2) stopping.abort()
        return 'QUEUED'
      },
      { signal: stopping.signal },
    )
    expect(stopped).toMatchObject({ left: 1, looks: [1, 1] })
  })

  it('says so where the results are of another API', async () => {
    const states = new RowStates()
    const accepted = { status: 'STAGED', push: 'QUEUED', code: null, message: null } as const
    states.set({ row: 1, attempt: 1, eventId: eventId(1), check: 'abcdef01', ...accepted })
    const asked = awaitOutcomes([1], {
      ...{ client: { lookUp: () => Promise.resolve([null]) }, states, patienceMs: 1_000 },
      signal: new AbortController().signal,
      onOutcome: () => undefined,
      onProgress: () => undefined,
    })
    await expect(asked).rejects.toThrow('into another one')
  })
})
