import {
  canonicalId,
  ID_PATTERN,
  idProblem,
  idsNamed,
  isOfBefore,
} from '../../../src/domain/values/identifier'

const COMPOSED = 'Zoë-1'
const DECOMPOSED = 'Zoe\u0308-1'
const pattern = new RegExp(ID_PATTERN, 'u')

describe('an id', () => {
  it.each(['LN-1', '0', 'a b', '...', '.a', 'ሰላም', '借款-7', '👍', 'e\u0301', "O'Neil/7%"])(
    '%j is one',
    (id) => {
      expect(idProblem(id)).toBeNull()
      expect(pattern.test(id)).toBe(true)
    },
  )

  it.each([
    ['', 'Must not be blank.'],
    ['  \u00a0\u200b', 'Must not be blank.'],
    [' a', 'Must not begin or end with white space.'],
    ['a\u3000', 'Must not begin or end with white space.'],
    ['a\u0000b', 'Must have at most 255 characters and no control characters.'],
    ['a\u0085b', 'Must have at most 255 characters and no control characters.'],
    ['x'.repeat(256), 'Must have at most 255 characters and no control characters.'],
    ['a\u200bb', 'Must not have zero-width or bidirectional characters.'],
    ['a\u00adb', 'Must not have zero-width or bidirectional characters.'],
    ['a\u202eb', 'Must not have zero-width or bidirectional characters.'],
    ['a\u2066b', 'Must not have zero-width or bidirectional characters.'],
    ['a\u{e0041}b', 'Must not have zero-width or bidirectional characters.'],
    ['a\ufeff', 'Must not have zero-width or bidirectional characters.'],
    ['.', 'Must not be "." or "..".'],
    ['..', 'Must not be "." or "..".'],
  ])('%j is none', (id, problem) => {
    expect(idProblem(id)).toBe(problem)
  })

  it('has none of the characters that Unicode calls invisible or bidirectional controls', () => {
    const invisible = /[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/u
    const taken: string[] = []
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const text = String.fromCodePoint(code)
      if (!invisible.test(text)) continue
      if (idProblem(`a${text}b`) === null) taken.push(code.toString(16))
      // Beyond the first plane the pattern does not tell them.
      if (code <= 0xffff) expect(pattern.test(`a${text}b`)).toBe(false)
    }
    expect(taken).toEqual([])
  })

  it('is as long as what it is composed to, and no text is composed without an end', () => {
    expect(idProblem('한'.normalize('NFD').repeat(255))).toBeNull()
    expect(idProblem('e\u0301'.repeat(5_000_000))).toMatch(/at most 255/)
  })

  it('is kept and found composed', () => {
    expect(canonicalId(DECOMPOSED)).toBe(COMPOSED)
    expect(idsNamed(COMPOSED)).toEqual([COMPOSED])
    expect(idsNamed(DECOMPOSED)).toEqual([DECOMPOSED, COMPOSED])
    expect(idsNamed(' x')).toEqual([' x'])
    expect(idsNamed('한'.normalize('NFD').repeat(255))).toEqual(['한'.repeat(255)])
    expect(idsNamed('a\u0000')).toEqual([])
  })

  it('of before the rule is told from one that never could be', () => {
    expect([DECOMPOSED, ' x', '..', 'a\u200bb'].map(isOfBefore)).toEqual([true, true, true, true])
    expect([COMPOSED, '', 'a\u0000', 'x'.repeat(256)].map(isOfBefore)).toEqual([
      false,
      false,
      false,
      false,
    ])
  })
})
