export interface StackOptions {
  dataDirectory: string
  /** Of the API; 0 takes a free one. */
  port: number
  /** Free ones unless set. */
  postgresPort?: number
  temporalPort?: number
  temporalUiPort?: number
  workerMetricsPort?: number
  /** Whether API and worker log here or to files in `<dataDirectory>/logs`. */
  logs: 'here' | 'files'
  announce(text: string): void
}
