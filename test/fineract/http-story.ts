import type { Sent } from '../api/api-under-test'
import type { Story, StoryState, StoryStep } from './cases'
import { baseOf, writesOf } from './wire'
import type { Numbers, Write } from './wire'

/** The door of a business, and a customer there. */
export interface Lender {
  customerId: string
  post(path: string, body: unknown): Promise<Sent>
  get(path: string): Promise<Sent>
}

/** A story told to `/v1`, which gives numbers of its own to what the story names. */
export class HttpStory {
  readonly #lender: Lender
  readonly #story: Story
  readonly #transactions = new Map<string, string>()
  readonly #charges = new Map<string, string>()
  readonly #dates = new Map<string, string>()
  readonly #events = new Set<string>()
  #loan = '0'

  constructor(lender: Lender, story: Story) {
    this.#lender = lender
    this.#story = story
  }

  writesOf(step: StoryStep): Write[] | null {
    return writesOf(step, this.#story.loan, this.#numbers())
  }

  /** Up to the first that is refused: the last answer. */
  async send(writes: readonly Write[], more: object = {}): Promise<Sent> {
    let answer: Sent | undefined
    for (const { path, body } of writes) {
      answer = await this.#lender.post(`/v1/loans${path}`, { ...body, ...more })
      if (answer.status !== 200) break
      if (path === '') this.#loan = answer.body.id as string
    }
    if (answer === undefined) throw new RangeError('nothing to send')
    return answer
  }

  async shown(): Promise<Sent['body']> {
    return (await this.#lender.get(`/v1/loans/${this.#loan}`)).body
  }

  /** Learns which numbers stand for what a step made. */
  learn(loan: Sent['body'], { transactions = [], charges = [] }: StoryState): void {
    const rows = loan.transactions as { id: string; eventId: string; date: string }[]
    for (const { id, date } of rows) this.#dates.set(id, date)
    const made = rows.filter(({ eventId }) => !this.#events.has(eventId))
    for (const { eventId } of made) this.#events.add(eventId)
    const aliases = new Set(transactions.map(([alias]) => baseOf(String(alias))))
    pair([...aliases].filter(isByHand), made.map(idOf), this.#transactions)
    const numbers = (loan.charges as { id: string }[]).map(idOf)
    const inOrder = numbers.toSorted((one, other) => Number(one) - Number(other))
    pair(
      charges.map(([alias]) => String(alias)),
      inOrder.filter((id) => ![...this.#charges.values()].includes(id)),
      this.#charges,
    )
  }

  /** What stands on the wire for a name of the story. */
  numberOf(name: string): string {
    if (name === 'loanId') return this.#loan
    return this.#transactions.get(baseOf(name)) ?? this.#charges.get(name) ?? name
  }

  #numbers(): Numbers {
    const [transactions, charges, dates] = [this.#transactions, this.#charges, this.#dates]
    return { customer: this.#lender.customerId, loan: this.#loan, transactions, charges, dates }
  }
}

function isByHand(alias: string): boolean {
  return alias.startsWith('T')
}

function idOf({ id }: { id: string }): string {
  return id
}

/** The names that are new stand for what is new, in order. */
function pair(names: readonly string[], numbers: readonly string[], known: Map<string, string>) {
  const unknown = names.filter((name) => !known.has(name))
  for (const [index, number] of numbers.entries()) {
    const name = unknown[index]
    if (name !== undefined) known.set(name, number)
  }
}
