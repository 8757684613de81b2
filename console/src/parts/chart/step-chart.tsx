import { useEffect, useRef, useSyncExternalStore } from 'react'
import UPlot from 'uplot'

import { useBusiness } from '../../app/session/session-context'
import { roughly } from '../money/amount'
import { chartOptions } from './chart-options'
import type { ChartSeries } from './chart-series'
import { colourScheme, watchColourScheme } from './colour-scheme'

interface StepChartProps {
  label: string
  dates: readonly string[]
  series: readonly ChartSeries[]
}

/**
 * Amounts that hold from one day to the next. What is drawn is rounded to what a screen can show; the
 * figures under the pointer are exact.
 */
export function StepChart({ label, dates, series }: StepChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const { exponent } = useBusiness()
  const scheme = useSyncExternalStore(watchColourScheme, colourScheme)
  useEffect(() => {
    const element = place.current
    if (element === null) return undefined
    const days = dates.map((date) => Date.parse(date) / 1_000)
    const drawn = series.map(({ amounts }) => amounts.map(roughly))
    const options = chartOptions({ element, dates, series, exponent })
    const plot = new UPlot(options, [days, ...drawn], element)
    const observer = new ResizeObserver(() => {
      plot.setSize({ width: element.clientWidth, height: options.height })
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      plot.destroy()
    }
  }, [dates, series, exponent, scheme])
  return <div className="chart" ref={place} role="img" aria-label={label} />
}
