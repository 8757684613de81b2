import { FIRST_DATE, isCivilDate } from '../../../domain/values/calendar'
import type { CivilDate } from '../../../domain/values/calendar'
import { canonicalId, ID_PATTERN, idProblem } from '../../../domain/values/identifier'
import {
  isBlank,
  isPlainText,
  LONGEST_TEXT,
  turnsText,
  VISIBLE_PATTERN,
} from '../../../domain/values/text'
import type { Kind } from './field'
import { MANDATORY, NO_DATE, wrong, Wrong } from './problem'

const NO_TEXT = 'must be a string.'
const NOT_PLAIN = `must have at most ${LONGEST_TEXT} characters and no control characters.`
const TEXT_SCHEMA = { type: 'string', minLength: 1, maxLength: LONGEST_TEXT }

export const day: Kind<CivilDate> = {
  read(value) {
    if (typeof value !== 'string' || !isCivilDate(value)) {
      return new Wrong([{ path: [], message: NO_DATE, isNoDate: true }])
    }
    return value < FIRST_DATE ? wrong(`must not be before ${FIRST_DATE}.`) : value
  },
  schema: { type: 'string', format: 'date', pattern: '^(19[7-9]|[2-9]\\d\\d)\\d-\\d\\d-\\d\\d$' },
}

/** A name or a note: any script, kept as it was sent. */
export const text: Kind<string> = {
  read(value) {
    if (typeof value !== 'string') return wrong(NO_TEXT)
    if (isBlank(value)) return wrong(MANDATORY)
    return isPlainText(value) && !turnsText(value) ? value : wrong(NOT_PLAIN)
  },
  schema: { ...TEXT_SCHEMA, pattern: VISIBLE_PATTERN },
}

/** What a loan or a customer is called by its sender; in Unicode NFC. */
export const externalId: Kind<string> = {
  read(value) {
    if (typeof value !== 'string') return wrong(NO_TEXT)
    const problem = idProblem(value)
    if (problem === null) return canonicalId(value)
    return wrong(`${problem.charAt(0).toLowerCase()}${problem.slice(1)}`)
  },
  schema: { ...TEXT_SCHEMA, pattern: ID_PATTERN },
}

/** One of a few words. */
export function word<Word extends string>(words: readonly Word[]): Kind<Word> {
  return {
    read: (value) =>
      words.find((one) => one === value) ?? wrong(`must be one of [ ${words.join(', ')} ].`),
    schema: { type: 'string', enum: words },
  }
}

export const flag: Kind<boolean> = {
  read: (value) => (typeof value === 'boolean' ? value : wrong('must be true or false.')),
  schema: { type: 'boolean' },
}
