import { strict as assert } from 'node:assert'
import { setTimeout as sleep } from 'node:timers/promises'

import { addDays } from '../../../src/domain/values/calendar'
import { until } from '../../support/until'
import { withDatabase } from '../lender'
import type { Tally } from '../tally'
import { checkExchanges } from './check-exchanges'
import type { ModelledLoan } from './check-exchanges'
import { checkOwnLoan } from './check-own-loan'
import type { OwnAnswer, OwnDoor, ShownLoan } from './own-door'
import { OwnModel, saidEvents } from './own-model'
import type { Exchange, OwnRequest } from './own-request'
import type { OwnDeed, OwnStep } from './own-scenario'
import { PLANS } from './plans'
import { readLoans } from './recorded-loan'
import type { RecordedLoan } from './recorded-loan'
import { application, stepOn, writeOwnRequest } from './write-own-request'
import type { OwnDesk } from './write-own-request'

/** Where a customer's loans live. */
export interface OwnHome {
  door: OwnDoor
  databaseUrl: string
  businessId: string
  tally: Tally
  today: string
}

/** A lender's system that runs the loans of one customer, one command after the other. */
export class CustomerClient {
  readonly name: string
  /** What was done and answered, for whoever looks into a failure. */
  readonly log: string[] = []
  readonly #home: OwnHome
  readonly #exchanges: Exchange[] = []
  /** Of the loans it knows of. */
  #nos: string[] = []
  readonly #transferred = new Set<string>()
  #customer: OwnDesk['customer'] | undefined
  #count = 0

  constructor(name: string, home: OwnHome) {
    this.name = name
    this.#home = home
  }

  /** How many loans it has. */
  get loans(): number {
    return this.#nos.length
  }

  async do(step: OwnStep): Promise<void> {
    if (step.settledFirst || step.dryRun) await this.settle()
    if (step.deed.do === 'OPEN') return this.#open(step.deed, step)
    const requests = writeOwnRequest(step.deed, step.keyed, await this.#desk())
    for (const request of requests) {
      if (step.dryRun) await this.#rehearse(request)
      else await this.#send(request, step.waitSeconds)
    }
  }

  /** Waits until each command has its outcome, and holds all of it against the model. */
  async settle(): Promise<ModelledLoan[]> {
    let recorded: RecordedLoan[] = []
    await until(`the loans of ${this.name} to settle`, async () => {
      recorded = await this.#read()
      const events = recorded.flatMap((loan) => loan.events)
      assert.ok(!events.some(({ status }) => status === 'PARKED'), 'an event is parked')
      const isSettled =
        !events.some(({ status }) => status === 'STAGED') &&
        recorded.every(({ openTransfers }) => openTransfers === 0)
      if (!isSettled) await sleep(200)
      return isSettled
    })
    const byNote = new Map(this.#exchanges.map(({ request }) => [request.note, request]))
    const loans = recorded.map((loan) => ({
      recorded: loan,
      model: new OwnModel(saidEvents(loan, byNote)),
    }))
    this.#nos = loans.filter(({ model }) => model.loan !== null).map(({ recorded: { no } }) => no)
    for (const loan of loans) {
      checkOwnLoan(loan, await this.#home.door.loan(loan.recorded.no), this.#home.today)
    }
    checkExchanges(this.#exchanges, loans)
    return loans
  }

  /** At the end: counts what became of its commands. */
  async conclude(): Promise<void> {
    const loans = await this.settle()
    for (const { recorded } of loans) this.#home.tally.commandsSettled(recorded)
  }

  async #open({ plan, back }: Extract<OwnDeed, { do: 'OPEN' }>, step: OwnStep): Promise<void> {
    const { keyed, waitSeconds, dryRun } = step
    const on = addDays(this.#home.today, -back)
    const desk = await this.#desk()
    const key = () => (keyed ? desk.freshKey() : null)
    const submitting = application(plan, on, key(), desk)
    if (dryRun) return this.#rehearse(submitting)
    const { status, body } = await this.#send(submitting, waitSeconds)
    const loan = status === 200 ? body.id : status === 202 ? body.loanId : undefined
    // Its answer was lost and the repeat refused: it is found when the loans are looked at.
    if (typeof loan !== 'string') {
      await this.settle()
      return
    }
    if (!this.#nos.includes(loan)) this.#nos.push(loan)
    const amount = (PLANS[plan % PLANS.length] ?? PLANS[0]).principal
    for (const what of ['APPROVE', 'DISBURSE'] as const) {
      await this.#send(stepOn(what, { loan, amount, on }, key(), desk), waitSeconds)
    }
  }

  async #send(request: OwnRequest, waitSeconds: number | null): Promise<OwnAnswer> {
    if (request.said.kind === 'CREDIT_OUT') this.#noteTransfer(request)
    const { answer, lost } = await this.#home.door.send(request, { waitSeconds })
    const exchange = { request, ...answer, lost }
    this.#exchanges.push(exchange)
    this.#home.tally.commanded(exchange)
    this.#note(
      waitSeconds === null ? 'send' : `send and wait ${waitSeconds}`,
      request,
      answer,
      lost,
    )
    return answer
  }

  /** What would happen is what the rules say, and nothing has. */
  async #rehearse(request: OwnRequest): Promise<void> {
    const before = await this.settle()
    const { answer } = await this.#home.door.send(request, { dryRun: true })
    this.#note('dry run', request, answer, 0)
    this.#home.tally.commandRehearsed(answer.status)
    const isRepeat = this.#exchanges.some((one) => one.request.note === request.note)
    const isNew =
      !isRepeat &&
      !this.#exchanges.some((one) => one.request.key === request.key && request.key !== null)
    const of = before.find(({ recorded }) => recorded.no === request.loan)
    // Of a transfer the other loan has a word too, and of a reversal the stream.
    const isOfOneLoan = !['CREDIT_OUT', 'REVERSAL', 'WAIVE_CHARGE'].includes(request.said.kind)
    if (of !== undefined && request.invalid === null && isNew && isOfOneLoan) {
      const model = new OwnModel(saidEventsOf(of, this.#exchanges))
      const next = { ...request.said, eventId: 'next', seq: of.recorded.events.length + 1 }
      const { status } = model.take(next)
      assert.equal(answer.status === 200, status === 'POSTED', `a dry run of ${request.path}`)
      if (answer.status === 200 && 'status' in answer.body) {
        assert.equal(answer.body.status, model.loan?.status, `a dry run of ${request.path}`)
      }
    }
    const after = await this.settle()
    assert.deepEqual(
      after.map(({ recorded }) => recorded),
      before.map(({ recorded }) => recorded),
      'a dry run has changed the loans',
    )
  }

  async #desk(): Promise<OwnDesk> {
    const { door, today } = this.#home
    this.#customer ??= await this.#found()
    const loans = new Map<string, ShownLoan | undefined>()
    for (const no of this.#nos) loans.set(no, await door.loan(no))
    return {
      ...{ today, customer: this.#customer, loans, transferred: this.#transferred },
      sent: this.#exchanges.map(({ request }) => request),
      freshKey: () => `${this.name}-key-${(this.#count += 1)}`,
      freshNote: () => `${this.name}-${(this.#count += 1)}`,
    }
  }

  async #found(): Promise<OwnDesk['customer']> {
    const since = addDays(this.#home.today, -200)
    const body = {
      ...{ firstname: 'Ada', lastname: this.name, externalId: this.name },
      ...{ active: true, activationDate: since },
    }
    const { answer } = await this.#home.door.send({ path: 'customers', body, key: this.name })
    assert.equal(answer.status, 200, JSON.stringify(answer))
    return { no: String(answer.body.id), externalId: this.name, since }
  }

  #read(): Promise<RecordedLoan[]> {
    const { databaseUrl, businessId } = this.#home
    return withDatabase(databaseUrl, (database) => readLoans(database, businessId, this.name))
  }

  #noteTransfer({ loan, body }: OwnRequest): void {
    for (const no of [loan, body.toLoanId]) this.#transferred.add(String(no))
  }

  #note(how: string, request: OwnRequest, { status, body }: OwnAnswer, lost: number): void {
    const { path, key } = request
    const said = status === 200 ? String(body.status ?? body.type) : JSON.stringify(body)
    const retries = lost > 0 ? ` (${lost} tries unanswered before)` : ''
    this.log.push(
      `${how} ${path} key=${key} ${JSON.stringify(request.body)} → ${status} ${said}${retries}`,
    )
  }
}

function saidEventsOf({ recorded }: ModelledLoan, exchanges: readonly Exchange[]) {
  return saidEvents(recorded, new Map(exchanges.map(({ request }) => [request.note, request])))
}
