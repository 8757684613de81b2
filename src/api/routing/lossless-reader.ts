import { isDeepStrictEqual } from 'node:util'

import { LosslessNumber } from 'lossless-json'

/** A batch of the most events with fifty fields each. */
const MOST_VALUES = 25_000
const DEEPEST = 64

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORDS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const

/**
 * Reads JSON, numbers as LosslessNumber: an amount counts by its own text, which JSON.parse would
 * round. It is stricter than JSON.parse, so that no body of the size that is taken holds the event
 * loop for long and none says two things at once: of many values, deep nesting, and unequal values
 * under one name it reads no further.
 * @throws SyntaxError saying what is wrong and where
 */
export function readLossless(text: string): unknown {
  return new LosslessReader(text).read()
}

class LosslessReader {
  readonly #text: string
  #at = 0
  #values = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  read(): unknown {
    const value = this.#value()
    this.#space()
    if (this.#at < this.#text.length) throw this.#unexpected()
    return value
  }

  #value(): unknown {
    this.#values += 1
    if (this.#values > MOST_VALUES) throw new SyntaxError(`it has more than ${MOST_VALUES} values`)
    this.#space()
    switch (this.#text[this.#at]) {
      case '{':
        return this.#nested(() => this.#object())
      case '[':
        return this.#nested(() => this.#array())
      case '"':
        return this.#string()
      default:
        return this.#numberOrWord()
    }
  }

  #nested<Value>(read: () => Value): Value {
    this.#depth += 1
    if (this.#depth > DEEPEST) throw new SyntaxError('it is nested too deeply')
    this.#at += 1
    const value = read()
    this.#depth -= 1
    return value
  }

  #object(): Record<string, unknown> {
    const object: Record<string, unknown> = {}
    if (this.#skips('}')) return object
    do {
      this.#space()
      if (this.#text[this.#at] !== '"') throw this.#unexpected()
      const name = this.#string()
      if (!this.#skips(':')) throw this.#unexpected()
      const value = this.#value()
      if (!Object.hasOwn(object, name)) put(object, name, value)
      else if (!isDeepStrictEqual(object[name], value)) {
        throw new SyntaxError(`two values stand under the name ${JSON.stringify(name)}`)
      }
    } while (this.#skips(','))
    if (!this.#skips('}')) throw this.#unexpected()
    return object
  }

  #array(): unknown[] {
    const array: unknown[] = []
    if (this.#skips(']')) return array
    do array.push(this.#value())
    while (this.#skips(','))
    if (!this.#skips(']')) throw this.#unexpected()
    return array
  }

  #string(): string {
    const start = this.#at
    const text = this.#text
    let at = start + 1
    let isEscaped = false
    for (let code = text.charCodeAt(at); code !== QUOTE; code = text.charCodeAt(at)) {
      // Past the end it is NaN, which is not above anything.
      if (!(code >= SPACE)) {
        this.#at = at
        throw this.#unexpected()
      }
      isEscaped ||= code === BACKSLASH
      at += code === BACKSLASH ? 2 : 1
    }
    this.#at = at + 1
    return isEscaped ? this.#unescaped(start) : text.slice(start + 1, at)
  }

  #unescaped(start: number): string {
    try {
      return JSON.parse(this.#text.slice(start, this.#at)) as string
    } catch {
      throw new SyntaxError(`the text at position ${start} has an escape that does not exist`)
    }
  }

  #numberOrWord(): unknown {
    NUMBER.lastIndex = this.#at
    const number = NUMBER.exec(this.#text)?.[0]
    if (number !== undefined) {
      this.#at += number.length
      return new LosslessNumber(number)
    }
    const word = WORDS.find(([name]) => this.#text.startsWith(name, this.#at))
    if (word === undefined) throw this.#unexpected()
    this.#at += word[0].length
    return word[1]
  }

  /** Goes past this character, where it is the next one. */
  #skips(character: string): boolean {
    this.#space()
    if (this.#text[this.#at] !== character) return false
    this.#at += 1
    return true
  }

  #space(): void {
    let code = this.#text.charCodeAt(this.#at)
    while (code === SPACE || code === LINE_FEED || code === RETURN || code === TAB) {
      code = this.#text.charCodeAt((this.#at += 1))
    }
  }

  #unexpected(): SyntaxError {
    const at = this.#at
    return new SyntaxError(
      at < this.#text.length ? `unexpected at position ${at}` : `it ends at position ${at}`,
    )
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const SPACE = 0x20
const TAB = 0x09
const LINE_FEED = 0x0a
const RETURN = 0x0d

/** A name such as __proto__ is one like any other. */
function put(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') object[name] = value
  else
    Object.defineProperty(object, name, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    })
}
