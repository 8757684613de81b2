import { strict as assert } from 'node:assert'
import { setTimeout as sleep } from 'node:timers/promises'

import { isTaken } from './answers'
import type { Answer, LoanAnswer, TakenAnswer } from './answers'
import { possibleVerdicts } from './door-model'
import type { Verdict } from './door-model'
import type { PushDoor } from './push-door'
import { eventOf, printOf } from './request'
import type { Request, StreamItem } from './request'
import type { Step } from './scenario'
import { possibleModels, StreamModel } from './stream-model'
import type { Tally } from './tally'
import { until } from '../support/until'
import { writeRequests } from './write-request'

/** The client of one loan: it does its steps one after the other and knows what each must come to. */
export class LoanClient {
  readonly loanId: string
  readonly stream: StreamItem[] = []
  /** The steps that were done and their answers, for whoever looks into a failure. */
  readonly log: string[] = []
  readonly #door: PushDoor
  readonly #tally: Tally
  readonly #today: string
  readonly #sent: Request[] = []
  /** Requests whose answer was lost: they may stand in the stream or not. */
  readonly #lost: Request[] = []
  /** So many events have their outcome, as far as is known here. */
  #settled = 0
  #keys = 0

  constructor(loanId: string, door: PushDoor, tally: Tally, today: string) {
    this.loanId = loanId
    this.#door = door
    this.#tally = tally
    this.#today = today
  }

  get name(): string {
    return this.loanId
  }

  async do(step: Step): Promise<void> {
    if (step.settledFirst || step.dryRun) await this.settle()
    const { position } = new StreamModel(this.stream)
    const { loanId, stream } = this
    const requests = writeRequests(step.deed, step.keyed, {
      ...{ loanId, stream, position, today: this.#today, sent: this.#sent },
      freshKey: () => `${loanId}-${(this.#keys += 1)}`,
    })
    for (const request of step.dryRun ? requests.slice(0, 1) : requests) {
      if (step.dryRun) await this.#rehearse(request)
      else await this.#send(request, step.waitSeconds)
    }
  }

  /** Waits until every event of the loan has its outcome, and compares it with the model's. */
  async settle(): Promise<LoanAnswer | undefined> {
    let loan: LoanAnswer | undefined
    await until(`${this.loanId} to settle`, async () => {
      loan = await this.#door.loan(this.loanId)
      const events = loan?.events ?? []
      assert.ok(!events.some(({ status }) => status === 'PARKED'), 'an event is parked')
      const isSettled = !events.some(({ status }) => status === 'QUEUED')
      if (!isSettled) await sleep(100)
      return isSettled
    })
    if (loan !== undefined) this.#adopt(loan, loan.events.length)
    this.#settled = this.stream.length
    for (const [place, { error }] of (loan?.events ?? []).entries()) {
      this.#see(place, error?.code)
    }
    this.#compareOutcomes(loan)
    return loan
  }

  #see(place: number, code: string | undefined): void {
    const item = this.stream[place]
    if (item !== undefined) this.stream[place] = { ...item, seenCode: code ?? null }
  }

  #events() {
    return this.stream.map(({ event }) => event)
  }

  async #send(request: Request, waitSeconds: number | null): Promise<void> {
    const { answer, lost } = await this.#door.push(request, waitSeconds)
    this.#note(
      waitSeconds === null ? 'send' : `send and wait ${waitSeconds}`,
      request,
      answer,
      lost,
    )
    this.#sent.push(request)
    for (let count = 0; count < lost; count += 1) this.#lost.push(request)
    this.#tally.sent(request, answer)
    if (this.#lost.length > 0 && !this.#isExpected(request, answer)) await this.#lookForLost(answer)
    const place = this.stream.length + 1
    assert.ok(this.#isExpected(request, answer), this.#otherwise(request, answer))
    if (!isTaken(answer)) return
    if (answer.staging.status === 'STAGED') {
      assert.equal(Number(answer.staging.sequence), place, 'the sequence has a gap or a repeat')
      this.#append(request, answer.eventId)
    }
    this.#compareTaken(answer)
  }

  /** What would happen is what the model says, and nothing has. */
  async #rehearse(request: Request): Promise<void> {
    const before = await this.settle()
    const { answer } = await this.#door.push(request, null, true)
    this.#note('dry run', request, answer, 0)
    this.#tally.rehearsed(answer)
    const [verdict] = possibleVerdicts(this.stream, this.#settled, request, this.#today)
    assert.ok(verdict !== undefined)
    if (!isTaken(answer)) {
      assert.deepEqual({ status: 'REFUSED', code: answer.error.code }, verdict)
    } else {
      assert.notEqual(verdict.status, 'REFUSED', this.#otherwise(request, answer))
      assert.equal(answer.staging.status, 'DRY_RUN')
      const place = this.stream.length + 1
      const event = eventOf(request, answer.eventId, place, this.#today)
      const isNew = verdict.status === 'STAGED'
      const model = new StreamModel(isNew ? [...this.stream, { request, event }] : this.stream)
      const { status, code } = model.outcomeOf(answer.eventId)
      assert.deepEqual([answer.push.status, answer.push.error?.code ?? null], [status, code])
      assert.equal(answer.loan?.status, model.position.status)
    }
    assert.deepEqual(await this.settle(), before, 'a dry run has changed the loan')
  }

  #isExpected(request: Request, answer: Answer): boolean {
    const verdicts = possibleVerdicts(this.stream, this.#settled, request, this.#today)
    return verdicts.some((verdict) => isVerdict(verdict, answer, this.stream.length + 1))
  }

  /** Events that were taken although nobody heard the answer. */
  async #lookForLost(answer: Answer): Promise<void> {
    const loan = await this.#door.loan(this.loanId)
    if (loan === undefined) return
    // What this answer itself staged is not lost.
    const isNew = isTaken(answer) && answer.staging.status === 'STAGED'
    this.#adopt(loan, isNew ? Number(answer.staging.sequence) - 1 : loan.events.length)
  }

  #adopt(loan: LoanAnswer, through: number): void {
    for (const { eventId, type, sequence, payload } of loan.events.slice(
      this.stream.length,
      through,
    )) {
      const print = printOf({ kind: type, body: payload })
      const place = this.#lost.findIndex((request) => printOf(request) === print)
      const [request] = place < 0 ? [] : this.#lost.splice(place, 1)
      assert.ok(request !== undefined, `event ${sequence} of ${this.loanId} was never sent`)
      this.log.push(`  taken although its answer was lost: ${sequence} ${eventId}`)
      this.#tally.foundLost()
      this.#append(request, eventId)
    }
  }

  #append(request: Request, eventId: string): void {
    const event = eventOf(request, eventId, this.stream.length + 1, this.#today)
    this.stream.push({ request, event })
  }

  /** The outcome in an answer is one the event can have had by then. */
  #compareTaken({ eventId, success, push: { status, error } }: TakenAnswer): void {
    if (status === 'QUEUED') return
    const place = this.stream.findIndex((item) => item.event.eventId === eventId)
    const { event } = this.stream[place]!
    this.#see(place, error?.code)
    this.#settled = Math.max(this.#settled, event.seq)
    const cuts = Array.from(
      { length: this.stream.length - event.seq + 1 },
      (_, more) => event.seq + more,
    )
    const possible = cuts
      .flatMap((taken) => possibleModels(this.stream, taken))
      .map((model) => model.outcomeOf(eventId))
    const isPossible = possible.some(
      (one) => one.status === status && one.code === (error?.code ?? null),
    )
    assert.ok(
      isPossible,
      `${eventId} is ${status} ${error?.code ?? ''}, not ${JSON.stringify(possible)}`,
    )
    if (!success) assert.equal(status, 'FAILED')
  }

  #compareOutcomes(loan: LoanAnswer | undefined): void {
    const model = new StreamModel(this.stream)
    const shown = (loan?.events ?? []).map((event) => [
      ...[event.eventId, event.sequence, event.status, event.error?.code ?? null, event.reversedBy],
    ])
    const expected = this.#events().map(({ eventId, seq }) => {
      const { status, code, reversedBy } = model.outcomeOf(eventId)
      return [eventId, String(seq), status, code, reversedBy]
    })
    assert.deepEqual(shown, expected, `the outcomes of ${this.loanId}`)
  }

  #otherwise(request: Request, answer: Answer): string {
    const verdicts = possibleVerdicts(this.stream, this.#settled, request, this.#today)
    return `${request.kind} was answered ${JSON.stringify(answer)}, expected ${JSON.stringify(verdicts)}`
  }

  #note(how: string, request: Request, answer: Answer, lost: number): void {
    const { body, key, kind } = request
    const said = isTaken(answer)
      ? `${answer.staging.status} ${answer.staging.sequence} ${answer.eventId} ${answer.push.status} ${answer.push.error?.code ?? ''}`
      : `REFUSED ${answer.error.code}`
    const retries = lost > 0 ? ` (${lost} tries unanswered before)` : ''
    this.log.push(`${how} ${kind} key=${key} ${JSON.stringify(body)} → ${said}${retries}`)
  }
}

function isVerdict(verdict: Verdict, answer: Answer, nextPlace: number): boolean {
  if (!isTaken(answer)) return verdict.status === 'REFUSED' && verdict.code === answer.error.code
  if (answer.staging.status === 'STAGED') {
    return verdict.status === 'STAGED' && Number(answer.staging.sequence) === nextPlace
  }
  return verdict.status === 'DUPLICATE' && verdict.eventId === answer.eventId
}
