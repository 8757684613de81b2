import { canonicalJson } from '../../../src/domain/values/canonical-json'

describe('JSON in its one form', () => {
  it('is the same in whatever order it is said', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 'x' }], a: true })).toBe(
      canonicalJson({ a: true, b: [{ c: 'x', d: 1 }] }),
    )
  })

  it('leaves out what is null of an object, and not of a list', () => {
    expect(canonicalJson({ a: null, b: undefined, c: [null, 1] })).toBe('{"c":[null,1]}')
  })

  it('keeps the order of a list', () => {
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]))
  })
})
