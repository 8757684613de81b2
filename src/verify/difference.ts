/** What one check found to be otherwise than it must be. */
export interface Difference {
  /** What it is about, such as `journal entry 3, date`. */
  subject: string
  expected: string
  found: string
}

export interface Finding extends Difference {
  /** Null where the finding is about all businesses. */
  businessId: string | null
  /** The loan's external id; null where the finding is about no single loan. */
  loanId: string | null
  check: string
}

/** Something said in named facts, ready to be compared and shown. */
export type Facts = Readonly<Record<string, string>>

const MISSING = 'missing'
const PRESENT = 'present'

/** Fact by fact; undefined stands for a thing that is not there at all. */
export function compareFacts(
  subject: string,
  expected: Facts | undefined,
  found: Facts | undefined,
): Difference[] {
  if (expected === undefined && found === undefined) return []
  if (found === undefined) return [{ subject, expected: PRESENT, found: MISSING }]
  if (expected === undefined) return [{ subject, expected: MISSING, found: PRESENT }]
  return Object.keys(expected)
    .filter((fact) => expected[fact] !== found[fact])
    .map((fact) => ({
      subject: `${subject}, ${fact}`,
      expected: expected[fact] ?? '',
      found: found[fact] ?? '',
    }))
}

/** Compares two collections by the name of each item. */
export function compareAll(
  expected: ReadonlyMap<string, Facts>,
  found: ReadonlyMap<string, Facts>,
): Difference[] {
  const names = new Set([...expected.keys(), ...found.keys()])
  return [...names].flatMap((name) => compareFacts(name, expected.get(name), found.get(name)))
}

export function compareValues(subject: string, expected: string, found: string): Difference[] {
  return expected === found ? [] : [{ subject, expected, found }]
}
