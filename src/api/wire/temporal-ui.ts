/** Temporal's own pages. */
export interface TemporalUi {
  url: string
  namespace: string
}
