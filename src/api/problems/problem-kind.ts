/** What a problem of one code is, whatever it was met with. */
export interface ProblemKind {
  status: number
  meaning: string
  /** What helps, where more than the meaning is needed to know. */
  remedy?: string | undefined
}
