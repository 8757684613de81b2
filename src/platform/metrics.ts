import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** The parts that have a page of metrics of their own; one page is appended to the other. */
export type MetricsOf = 'api' | 'worker'

interface Family<Label extends string> {
  /** Without the prefix. */
  name: string
  help: string
  labels?: readonly Label[]
}

/**
 * The metrics of one process. Every family is called `loansaga_<part>_<name>`, so that the pages
 * of two parts can stand on one.
 */
export interface Metrics {
  counter<Label extends string>(family: Family<Label>): Counter<Label>
  gauge<Label extends string>(family: Family<Label>): Gauge<Label>
  histogram<Label extends string>(
    family: Family<Label> & { buckets: readonly number[] },
  ): Histogram<Label>
  /** Counts that are kept elsewhere, by the value of one label; read whenever the page is. */
  counted<Label extends string>(
    family: Family<never>,
    label: Label,
    read: () => Readonly<Record<string, number>>,
  ): void
  readonly contentType: string
  /** The page in the Prometheus text format. */
  page(): Promise<string>
}

export function createMetrics(part: MetricsOf): Metrics {
  const registry = new Registry()
  const prefix = `loansaga_${part}_`
  collectDefaultMetrics({ register: registry, prefix })
  const configuration = <Label extends string>(family: Family<Label>) => ({
    name: prefix + family.name,
    help: family.help,
    labelNames: [...(family.labels ?? [])],
    registers: [registry],
  })
  return {
    counter: (family) => new Counter(configuration(family)),
    gauge: (family) => new Gauge(configuration(family)),
    histogram: (family) =>
      new Histogram({ ...configuration(family), buckets: [...family.buckets] }),
    counted(family, label, read) {
      new Counter({
        ...configuration({ ...family, labels: [label] }),
        collect() {
          this.reset()
          for (const [value, count] of Object.entries(read())) this.labels(value).inc(count)
        },
      })
    },
    contentType: registry.contentType,
    page: () => registry.metrics(),
  }
}
