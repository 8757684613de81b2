import { CancelledFailure } from '@temporalio/common'
import { MockActivityEnvironment } from '@temporalio/testing'
import { DefaultLogger } from '@temporalio/worker'

import { countsAsFault, guarded } from '../../activities/guarded'
import { notLocal } from '../../activities/not-local'
import { toldFailure } from '../../activities/told-failure'
import { isTheirFault } from '../../src/accounting/http/accounting-client'
import { AccountingFault } from '../../src/accounting/http/accounting-fault'
import type { FaultCode } from '../../src/accounting/http/accounting-fault'
import { AppError } from '../../src/platform/errors'
import { createWorkerMetrics } from '../../src/platform/worker-metrics'

const NAME = 'Rehema Mwakyusa'

/** A local activity's, whose log nobody reads. */
const environment = () =>
  new MockActivityEnvironment(
    { isLocal: true },
    { logger: new DefaultLogger('ERROR', () => undefined) },
  )

const coded = (code: string, message = `it says ${NAME}`) =>
  Object.assign(new Error(message), { code })

const FAULTS: [string, unknown][] = [
  ['a connection that is refused', coded('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:5432')],
  [
    'any of several addresses',
    new AggregateError([coded('ECONNREFUSED', ''), coded('ETIMEDOUT', '')]),
  ],
  ['a connection that ends', new Error('Connection terminated unexpectedly')],
  ['a pool without a free one', new Error('timeout exceeded when trying to connect')],
  ['a server that starts', coded('57P03', 'the database system is starting up')],
  [
    'a statement that takes too long',
    coded('57014', 'canceling statement due to statement timeout'),
  ],
  ['a server without a connection left', coded('53300', 'sorry, too many clients already')],
  ['a disk that fails', coded('58030', 'could not read block 7')],
  ['a standby', coded('25006', 'cannot execute UPDATE in a read-only transaction')],
  ['what was caused by one', new Error('it failed', { cause: coded('08006', 'gone') })],
  ['no answer in time', new CancelledFailure('TIMED_OUT')],
]

const NO_FAULTS: [string, unknown][] = [
  ['a loan that is none', new AppError('LOAN_NOT_FOUND', 'No event was staged.', { status: 404 })],
  ['a race that was lost', new AppError('CONFLICT', 'The loan was changed by other attempts.')],
  ['a decision too late', new AppError('EVENT_NOT_PARKED', 'It is POSTED.', { status: 409 })],
  ['a refused reversal', new AppError('ALREADY_REVERSED', 'It was reversed.', { status: 422 })],
  ['a worker for another gateway', notLocal()],
  ['a row that another holds', coded('55P03')],
  ['a deadlock', coded('40P01')],
  ['a value that is none', coded('22P02', `invalid input syntax for type bigint: "${NAME}"`)],
  ['a constraint', coded('23514')],
  ['a function that says no', coded('P0001')],
  ['a defect', new SyntaxError(`Cannot convert ${NAME} to a BigInt`)],
  ['what is no error', NAME],
  ['a worker that ends', new CancelledFailure('WORKER_SHUTDOWN')],
]

describe('What counts against the system behind', () => {
  it.each(FAULTS)('is %s', (_what, error) => expect(countsAsFault(error)).toBe(true))
  it.each(NO_FAULTS)('is not %s', (_what, error) => expect(countsAsFault(error)).toBe(false))

  it.each<[FaultCode, boolean]>([
    ['ACCOUNTING_UNAVAILABLE', true],
    ['ACCOUNTING_UNREADABLE', true],
    ['ACCOUNTING_UNAUTHORIZED', false],
    ['ACCOUNTING_INTERRUPTED', false],
  ])('of another Accounting: %s is %s', (code, counts) => {
    expect(isTheirFault(new AccountingFault(code, 'said'))).toBe(counts)
  })
})

describe('A guarded activity', () => {
  /** Six calls in a row, each of which fails so; how the last one did. */
  async function sixth(error: unknown): Promise<unknown> {
    const activity = guarded('lms', createWorkerMetrics(), () => Promise.reject<unknown>(error))
    for (let call = 1; ; call += 1) {
      const failure: unknown = await environment()
        .run(activity, undefined)
        .catch((thrown: unknown) => thrown)
      if (call === 6) return failure
    }
  }

  it.each(FAULTS.filter(([, error]) => !(error instanceof CancelledFailure)))(
    'is left alone after five times %s',
    async (_what, error) => {
      expect(await sixth(error)).toMatchObject({ type: 'BREAKER_OPEN', nonRetryable: true })
    },
  )

  it.each(NO_FAULTS.filter(([, error]) => !(error instanceof CancelledFailure)))(
    'is tried again whatever number of times there was %s',
    async (_what, error) => {
      expect(await sixth(error)).not.toMatchObject({ type: 'BREAKER_OPEN' })
    },
  )

  it.each([
    ['TIMED_OUT', 'BREAKER_OPEN'],
    ['WORKER_SHUTDOWN', undefined],
  ])('that hangs until it is cancelled, by %s', async (reason, type) => {
    const activity = guarded('lms', createWorkerMetrics(), () => new Promise<void>(() => undefined))
    const failures: unknown[] = []
    for (let call = 1; call <= 6; call += 1) {
      const mock = environment()
      const running = mock.run(activity, undefined)
      mock.cancel(reason as never)
      failures.push(await running.catch((error: unknown) => error))
    }
    expect((failures.at(-1) as { type?: string }).type).toBe(type)
  })
})

describe('What Temporal is told of a failure', () => {
  it.each([...FAULTS, ...NO_FAULTS])('quotes nothing: %s', (_what, error) => {
    const { message, stack, cause } = toldFailure('lms', error)
    expect(`${message} ${stack ?? ''}`).not.toContain('Rehema')
    expect(cause).toBeUndefined()
  })

  it('says what an operator can act on', () => {
    const told = (error: unknown) => {
      const { message } = toldFailure('lms', error)
      return message
    }
    expect(told(coded('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:5432'))).toBe(
      'connect ECONNREFUSED 127.0.0.1:5432',
    )
    expect(told(coded('22P02'))).toBe(
      "The step lms failed: PostgreSQL refused a statement (22P02). The worker's log says more.",
    )
    expect(told(new TypeError('x is not a function'))).toBe(
      "The step lms failed: it met a TypeError. The worker's log says more.",
    )
  })
})
