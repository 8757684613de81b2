import { keepTrying } from '../../src/platform/keep-trying'

describe('keeping on trying', () => {
  it('ends with the first try that succeeds, and gives each more time than the one before', async () => {
    const limits: number[] = []
    await keepTrying({
      attempt: (limitMs) => {
        limits.push(limitMs)
        return limits.length < 4 ? Promise.reject(new Error('not yet')) : Promise.resolve()
      },
      isVain: () => false,
    })
    expect(limits).toEqual([1_000, 1_500, 2_250, 3_375])
  })

  it('ends at once, with the last error, when it is in vain', async () => {
    let tries = 0
    const trying = keepTrying({
      attempt: () => Promise.reject(new Error(`try ${(tries += 1)}`)),
      isVain: () => tries === 2,
    })
    await expect(trying).rejects.toThrow('try 2')
  })

  it('says now and then what it is about, and ends when it has been far too long', async () => {
    const said: string[] = []
    const trying = keepTrying({
      attempt: () => Promise.reject(new Error('nobody there')),
      isVain: () => false,
      stillTrying: (why) => said.push(why),
      sayEveryMs: 1,
      longestMs: 350,
    })
    await expect(trying).rejects.toThrow('nobody there')
    expect(said.length).toBeGreaterThan(1)
    expect(new Set(said)).toEqual(new Set(['nobody there']))
  })
})
