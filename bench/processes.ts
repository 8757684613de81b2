/** The processes whose CPU time is counted; `client` sends the load and is counted apart. */
export const PROCESSES = ['api', 'worker', 'temporal', 'postgres', 'bare', 'client'] as const

export type ProcessName = (typeof PROCESSES)[number]
