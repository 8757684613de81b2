import { fixedClock } from '../../src/platform/clock'
import { sharedRead } from '../../src/platform/shared-read'

const clock = fixedClock('2026-03-15T12:00:00Z')

/** Readings that end when the test says so. */
function readings() {
  const ends: { resolve(value: number): void; reject(error: Error): void }[] = []
  const read = sharedRead(clock, 1_000, () => {
    return new Promise<number>((resolve, reject) => ends.push({ resolve, reject }))
  })
  return { read, ends }
}

it('is one reading for all who ask while it is under way, and for a while after', async () => {
  const { read, ends } = readings()
  const asked = [read(), read()]
  clock.advance(60_000)
  asked.push(read())
  ends[0]?.resolve(1)
  await expect(Promise.all(asked)).resolves.toEqual([1, 1, 1])
  clock.advance(999)
  await expect(read()).resolves.toBe(1)
  expect(ends).toHaveLength(1)
  clock.advance(1)
  const next = read()
  ends[1]?.resolve(2)
  await expect(next).resolves.toBe(2)
})

it('keeps nothing that failed, and nothing of a clock that was put back', async () => {
  const { read, ends } = readings()
  const failing = [read(), read()]
  ends[0]?.reject(new Error('gone'))
  for (const one of failing) await expect(one).rejects.toThrow('gone')
  const again = read()
  ends[1]?.resolve(1)
  await expect(again).resolves.toBe(1)
  clock.advance(-10)
  const later = read()
  ends[2]?.resolve(2)
  await expect(later).resolves.toBe(2)
})
