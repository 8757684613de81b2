import type { Destination } from '../../../domain/events/lending/lending-details'
import type { Kind } from '../fields/field'
import { isObject } from '../fields/form'
import { MANDATORY, wrong, Wrong } from '../fields/problem'
import { text } from '../fields/texts'

/** Where money is paid out to: a wallet, an account, by what the payment system calls it. */
export const destination: Kind<Destination> = {
  read(value) {
    if (!isObject(value)) return wrong('must be an object.')
    const [type, reference] = [part(value, 'type'), part(value, 'reference')]
    if (typeof type === 'string' && typeof reference === 'string') return { type, reference }
    return new Wrong(
      [type, reference].flatMap((read) => (read instanceof Wrong ? read.problems : [])),
    )
  },
  schema: {
    type: 'object',
    properties: {
      type: { type: 'string', examples: ['wallet'] },
      reference: { type: 'string', examples: ['255700000000'] },
    },
    required: ['type', 'reference'],
  },
}

function part(value: Record<string, unknown>, name: string): string | Wrong {
  const given = value[name]
  const read = given === undefined || given === null ? wrong(MANDATORY) : text.read(given)
  if (typeof read === 'string') return read
  return new Wrong(read.problems.map((problem) => ({ ...problem, path: [name] })))
}
