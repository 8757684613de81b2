import fc from 'fast-check'
import { isLosslessNumber, LosslessNumber } from 'lossless-json'

import { readLossless } from '../../src/api/routing/lossless-reader'

/** With floats for numbers, as JSON.parse has them. */
function rounded(value: unknown): unknown {
  if (isLosslessNumber(value)) return Number(value.value)
  if (Array.isArray(value)) return value.map(rounded)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, rounded(one)]))
}

const outcome = (read: () => unknown): unknown => {
  try {
    return { value: read() }
  } catch (error) {
    return (error as Error).name
  }
}

it('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 2, '\t'), (text, indent) => {
      const spaced = JSON.stringify(JSON.parse(text), null, indent)
      expect(rounded(readLossless(spaced))).toEqual(JSON.parse(spaced))
    }),
  )
})

it('refuses what JSON.parse refuses, and takes the rest', () => {
  const piece = fc.constantFrom(
    ...['{', '}', '[', ']', ',', ':', '"', '\\', '\n', ' ', '-', '0', '1', '.', 'e', '+', 'null'],
    ...['"a"', '"b"', '\\u0061', '\\x', 'true', 'fals', '\u0007', '\u2028', '__proto__'],
  )
  const soup = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))
  const spoilt = fc
    .tuple(fc.json(), fc.nat(), piece)
    .map(
      ([text, at, more]) => text.slice(0, at % text.length) + more + text.slice(at % text.length),
    )
  fc.assert(
    fc.property(fc.oneof(soup, spoilt), (text) => {
      const expected = outcome(() => JSON.parse(text) as unknown)
      const read = outcome(() => rounded(readLossless(text)))
      // Two values under one name are told apart below.
      fc.pre(!(read === 'SyntaxError' && text.split('"').length > 4))
      expect(read).toEqual(expected)
    }),
    { numRuns: 2_000 },
  )
})

it('keeps the text of a number', () => {
  const text = '[100.000000000000000001, -0, 1E400, 10.50]'
  expect(readLossless(text)).toEqual(
    ['100.000000000000000001', '-0', '1E400', '10.50'].map((number) => new LosslessNumber(number)),
  )
})

it.each([
  '{"a": 1, "a": 2}',
  '{"a": 1, "a": 1.0}',
  '{"a": {"b": 1}, "a": {"b": 2}}',
  '{"a": 1, "\\u0061": 2}',
  '{"__proto__": 1, "__proto__": 2}',
  '{"x": {"toString": null, "toString": false}}',
])('takes no two values under one name: %s', (text) => {
  expect(() => readLossless(text)).toThrow(/two values stand under the name "\w+"/)
})

it('takes a value that is said twice, and names that mean something to JavaScript', () => {
  const text = '{"a": [1, {"b": 2}], "a": [1, {"b": 2}], "__proto__": {"x": 1}, "constructor": 2}'
  const value = readLossless(text) as object
  expect(Object.keys(value)).toEqual(['a', '__proto__', 'constructor'])
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
})

it.each([
  ['many values', `[${'1,'.repeat(25_000)}1]`, 'more than 25000 values'],
  ['many fields', `{${Array.from({ length: 25_001 }, (_, i) => `"${i}":{}`).join()}}`, 'more than'],
  ['deep nesting', `${'['.repeat(65)}${']'.repeat(65)}`, 'nested too deeply'],
  ['nesting without end', '{"a":'.repeat(100_000), 'nested too deeply'],
])('reads no further than it must: %s', (_name, text, problem) => {
  expect(() => readLossless(text)).toThrow(problem)
})

it.each([
  ['', 'it ends at position 0'],
  ['{"a": 1,}', 'unexpected at position 8'],
  ['{"a" 1}', 'unexpected at position 5'],
  ['["a', 'it ends at position 3'],
  ['{} {}', 'unexpected at position 3'],
  ['["\\q"]', 'the text at position 1 has an escape that does not exist'],
])('says what is wrong with %s', (text, problem) => {
  expect(() => readLossless(text)).toThrow(problem)
})

// By the processor's time, which other processes do not add to.
it.each([
  [
    'as many fields as it takes',
    `{${Array.from({ length: 24_990 }, (_, i) => `"f${i}":1`).join()}}`,
  ],
  ['more than it takes', `[${'1,'.repeat(400_000)}1]`],
  ['one text', `["${'x'.repeat(1_000_000)}"]`],
  ['one text of escapes', `["${'\\n'.repeat(500_000)}"]`],
  ['nothing but space', ' '.repeat(1_000_000)],
  ['one number', '1'.repeat(1_000_000)],
])('takes little time of %s', (_name, text) => {
  const times = Array.from({ length: 10 }, () => {
    const before = process.cpuUsage()
    outcome(() => readLossless(text))
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  expect(Math.min(...times)).toBeLessThan(50)
})
