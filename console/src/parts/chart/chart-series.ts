import type { Amount } from '../money/amount'

export interface ChartSeries {
  title: string
  /** The custom property that has it. */
  colour: string
  filled: boolean
  amounts: readonly Amount[]
}
