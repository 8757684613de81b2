import { loadApiConfig, loadWorkerConfig } from '../../src/platform/config'
import { AppError } from '../../src/platform/errors'

const DATABASE_URL = 'postgresql://user:secret@db.example:5432/loansaga'
const ELSEWHERE = {
  DATABASE_URL,
  ACCOUNTING_GATEWAY: 'http',
  ACCOUNTING_URL: 'https://books.example/loansaga',
  ACCOUNTING_API_KEY: 'the-key',
}

function mistakesOf(env: Record<string, string>): string {
  try {
    loadWorkerConfig(env)
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
  throw new Error('the configuration was accepted')
}

describe('the configuration of Accounting', () => {
  it('is the embedded one unless another is named', () => {
    const config = loadWorkerConfig({ DATABASE_URL })
    expect(config.accounting).toEqual({ gateway: 'embedded' })
    expect(config.loanOptions).not.toHaveProperty('accounting')
  })

  it('tells the loans where their books are, whichever process starts them', () => {
    const { accounting, loanOptions } = loadWorkerConfig(ELSEWHERE)
    const { ACCOUNTING_URL: url, ACCOUNTING_API_KEY: apiKey } = ELSEWHERE
    expect(accounting).toEqual({ gateway: 'http', url, apiKey, timeoutSeconds: 10 })
    expect(loanOptions.accounting).toBe('http')
    const ofApi = loadApiConfig({ DATABASE_URL, ACCOUNTING_GATEWAY: 'http' })
    expect(ofApi.loanOptions.accounting).toBe('http')
  })

  it('tells the API what another Accounting takes beyond the push contract', () => {
    expect(loadApiConfig({ DATABASE_URL }).accountingExtensions).toEqual([])
    const named = { DATABASE_URL, ACCOUNTING_EXTENSIONS: 'write-off, credit-refund' }
    expect(loadApiConfig(named).accountingExtensions).toEqual(['write-off', 'credit-refund'])
    expect(() => loadApiConfig({ DATABASE_URL, ACCOUNTING_EXTENSIONS: 'waiver' })).toThrow(
      'must be a list of credit-refund, write-off',
    )
  })

  it('asks the worker for all that another Accounting takes', () => {
    const mistakes = mistakesOf({ DATABASE_URL, ACCOUNTING_GATEWAY: 'http' })
    expect(mistakes).toContain('ACCOUNTING_URL is required')
    expect(mistakes).toContain('ACCOUNTING_API_KEY is required')
  })

  it.each([
    ['ACCOUNTING_GATEWAY', 'smtp'],
    ['ACCOUNTING_URL', 'https://user:hunter2@books.example'],
    ['ACCOUNTING_URL', 'https://books.example/?hunter2'],
    ['ACCOUNTING_API_KEY', 'hunter2\nX: y'],
    ['ACCOUNTING_TIMEOUT_SECONDS', '21'],
  ])('refuses %s=%j and keeps secrets to itself', (field, value) => {
    const mistakes = mistakesOf({ ...ELSEWHERE, [field]: value })
    expect(mistakes).toContain(`${field} must be`)
    expect(mistakes).not.toContain('hunter2')
  })
})
