import UPlot from 'uplot'

import { writeAmount } from '../money/amount'
import { words } from '../../words'
import type { ChartSeries } from './chart-series'

const HEIGHT = 210
const AXIS_PX = 56
const AXIS_BELOW_PX = 28
const LINE_PX = 1.75
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

interface Drawing {
  element: HTMLElement
  dates: readonly string[]
  series: readonly ChartSeries[]
  exponent: number
}

export function chartOptions({ element, dates, series, exponent }: Drawing): UPlot.Options {
  const colour = (property: string) => colourOf(element, property)
  const axis = {
    stroke: colour('--ink-2'),
    font: `11px ${getComputedStyle(element).fontFamily}`,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line'), width: 1, size: 4 },
  }
  const stepped = UPlot.paths.stepped?.({ align: 1 })
  return {
    width: element.clientWidth,
    height: HEIGHT,
    cursor: { points: { size: 7 }, y: false, drag: { x: false, y: false } },
    legend: { live: true },
    scales: {
      x: { time: true },
      y: { range: (_plot, least, most) => [Math.min(0, least), most || 1] },
    },
    axes: [
      { ...axis, space: 90, size: AXIS_BELOW_PX, values: (_plot, days) => days.map(dayLabel) },
      {
        ...axis,
        size: AXIS_PX,
        values: (_plot, values) => values.map((value) => short.format(value)),
      },
    ],
    series: [
      {
        label: words.loan.balances.date,
        value: (_plot, _raw, _series, at) => (at === null ? '–' : (dates[at] ?? '–')),
      },
      ...series.map(({ title, colour: property, filled, amounts }) => ({
        label: title,
        stroke: colour(property),
        width: LINE_PX,
        points: { show: false },
        ...(stepped === undefined ? {} : { paths: stepped }),
        ...(filled ? { fill: colour(`${property}-soft`) } : {}),
        value: (_plot: UPlot, _raw: number, _series: number, at: number | null) => {
          const amount = at === null ? undefined : amounts[at]
          return amount === undefined ? '–' : writeAmount(amount, exponent)
        },
      })),
    ],
  }
}

function dayLabel(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().slice(0, 10)
}

/** A canvas knows no custom properties and no `light-dark()`: an element that has the colour does. */
function colourOf(within: HTMLElement, property: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${property})`
  within.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
