import { readUuid } from '../../../src/domain/values/uuid'

it('a UUID is read in any case and kept in lower case', () => {
  const id = '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11'
  expect(readUuid(id.toUpperCase())).toBe(id)
  expect(readUuid(id)).toBe(id)
})

it.each(['', '{0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11}', '0199d0c27b1e7c3a9f601f0a7d5b2e11', ' 1'])(
  '%j is none',
  (text) => {
    expect(readUuid(text)).toBeNull()
  },
)
