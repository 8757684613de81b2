import { addressOf } from '../../console/src/api/address'
import { loginToken } from '../../console/src/app/session/login-token'
import { writeInstant } from '../../console/src/parts/dates/write-instant'

describe('the address of a route', () => {
  it('has its parameters as they are spelt, whatever they hold', () => {
    const params = { loanId: 'LN/1?x=ü' }
    expect(addressOf('GET /ops/loans/{loanId}', params)).toEqual({
      method: 'GET',
      address: '/console/api/ops/loans/LN%2F1%3Fx%3D%C3%BC',
    })
  })

  it('has of the query what is given', () => {
    const query = { q: 'Asha M.', status: undefined, sort: '', rows: 200, count: true }
    expect(addressOf('GET /ops/loans', {}, query).address).toBe(
      '/console/api/ops/loans?q=Asha+M.&rows=200&count=true',
    )
  })

  it('is none without one of its parameters', () => {
    expect(() => addressOf('GET /ops/loans/{loanId}')).toThrow('needs loanId')
  })
})

it.each([
  ['#login=abc-123', 'abc-123'],
  ['#login=', undefined],
  ['#logon=abc', undefined],
  ['', undefined],
])('of the fragment %p the token is %p', (fragment, token) => {
  expect(loginToken(fragment)).toBe(token)
})

it('an instant is what the clocks of the business show', () => {
  expect(writeInstant('2026-02-15T22:30:05.120Z', 'Africa/Dar_es_Salaam')).toBe(
    '2026-02-16 01:30:05',
  )
  expect(writeInstant('2026-02-15T22:30:05.120Z', 'UTC')).toBe('2026-02-15 22:30:05')
})
