/** What global-setup starts once per run; passed on to the test files in the environment. */
export interface Infrastructure {
  /** Connection string of the database that is cloned for each test file. */
  templateUrl: string
  /** The same as the role that owns nothing. */
  applicationUrl: string
  temporalAddress: string
  workflowBundle: string
}

const VARIABLE = 'LOANSAGA_TEST_INFRASTRUCTURE'

export function publishInfrastructure(infrastructure: Infrastructure): void {
  process.env[VARIABLE] = JSON.stringify(infrastructure)
}

export function infrastructure(): Infrastructure {
  const text = process.env[VARIABLE]
  if (text === undefined) throw new Error('the servers run only for tests outside test/domain')
  return JSON.parse(text) as Infrastructure
}
