/** One thing that is wrong with a value, said as it goes on behind the field's name. */
export interface Problem {
  /** Where in the value, if not all of it. */
  path: readonly PropertyKey[]
  message: string
  /** What is no date at all is told before everything else. */
  isNoDate: boolean
}

/** A value that cannot be read. */
export class Wrong {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    this.problems = problems
  }
}

export function wrong(message: string): Wrong {
  return new Wrong([{ path: [], message, isNoDate: false }])
}

export const MANDATORY = 'is mandatory.'
export const NO_DATE = 'must be ISO yyyy-MM-dd'
