import type { FieldError } from '../../../platform/errors'
import type { JsonSchema, Kind } from './field'
import { isObject, readFields } from './form'
import type { Fields, Values } from './form'
import { wrong, Wrong } from './problem'
import type { Problem } from './problem'

/**
 * A list of objects, of which everything that is wrong is told at once, each by its place.
 * @param items what the document says of one
 * @param read what the fields of one say together, or what is wrong with that
 */
export function listOf<Shape extends Fields, Item>(
  shape: Shape,
  { most, items }: { most: number; items: JsonSchema },
  read: (values: Values<Shape>) => Item | FieldError[],
): Kind<Item[]> {
  return {
    read(value) {
      if (!Array.isArray(value)) return wrong('must be a list.')
      if (value.length > most) return wrong(`must have at most ${most} items.`)
      const list: Item[] = []
      const problems: Problem[] = []
      for (const [place, one] of (value as unknown[]).entries()) {
        const item = itemOf(shape, one, read)
        if (item instanceof Wrong) {
          problems.push(
            ...item.problems.map((problem) => ({ ...problem, path: [place, ...problem.path] })),
          )
        } else list.push(item)
      }
      return problems.length > 0 ? new Wrong(problems) : list
    },
    schema: { type: 'array', maxItems: most, items },
  }
}

function itemOf<Shape extends Fields, Item>(
  shape: Shape,
  one: unknown,
  read: (values: Values<Shape>) => Item | FieldError[],
): Item | Wrong {
  if (!isObject(one)) return wrong('must be an object.')
  const { values, problems } = readFields(shape, one)
  if (problems.length > 0) {
    return new Wrong(
      problems.map(({ field, message, isNoDate }) => ({ path: [field], message, isNoDate })),
    )
  }
  const item = read(values as Values<Shape>)
  if (!isErrors(item)) return item
  return new Wrong(item.map(({ field, message }) => ({ path: [field], message, isNoDate: false })))
}

function isErrors<Item>(read: Item | FieldError[]): read is FieldError[] {
  return Array.isArray(read)
}
